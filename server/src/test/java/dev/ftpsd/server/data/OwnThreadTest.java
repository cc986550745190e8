package dev.ftpsd.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.NothingLost;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Long transfers in clear, of which the thread uses the socket by itself. If it did not, no client would see a difference. */
@EnabledOnOs(OS.LINUX)
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class OwnThreadTest {

    private static final NettyDataChannel.Terms TERMS = new NettyDataChannel.Terms(Duration.ofMillis(300), false);
    private static final int LITTLE = 4096;

    /** So much goes by way of the event loop. */
    private static final int BEGINNING = 4 * DataChannel.BUFFER_SIZE;

    @TempDir
    Path directory;

    private final BlockingQueue<NettyDataChannel> opened = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(1);
    private final Transport transport = Transport.best();
    private final Socket client = new Socket();

    @BeforeEach
    void connect() throws IOException {
        var listening = new ServerBootstrap().group(transport.loops()).channel(transport.serverChannel())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_SNDBUF, LITTLE)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PassivePorts.WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var handler = new DataHandler(channel);
                        channel.pipeline().addLast(handler);
                        handler.inbox().claim();
                        accepted.add(channel);
                        opened.add(new NettyDataChannel(channel, handler.inbox(), TERMS));
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly().channel();
        client.setReceiveBufferSize(LITTLE);
        client.connect(listening.localAddress());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        transport.close();
    }

    private NettyDataChannel open() throws Exception {
        var made = opened.poll(10, TimeUnit.SECONDS);
        if (made == null) {
            throw new IOException("nothing was accepted");
        }
        return made;
    }

    private FileChannel file(int size) throws IOException {
        return FileChannel.open(Files.write(directory.resolve("file"), new byte[size]));
    }

    private static void sendBeginning(NettyDataChannel channel) throws DataFailure {
        for (var sent = 0; sent < BEGINNING; sent += DataChannel.BUFFER_SIZE) {
            channel.buffer().put(new byte[DataChannel.BUFFER_SIZE]);
            channel.send();
        }
    }

    private void read(int octets) {
        try {
            assertEquals(octets, client.getInputStream().readNBytes(octets).length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void upload(int octets) {
        try {
            client.getOutputStream().write(new byte[octets]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_long_file_is_sent_without_copying() throws Exception {
        try (var channel = open(); var file = file(1000)) {
            assertEquals(DataChannel.CANNOT, channel.sendFile(file, 0, 1000), "a short one is gone before it pays");
            var reader = Thread.ofVirtual().start(() -> read(BEGINNING + 900));
            sendBeginning(channel);
            assertEquals(900, channel.sendFile(file, 100, 5000));
            assertEquals(0, channel.sendFile(file, 1000, 1));
            channel.finish();
            reader.join();
        }
    }

    @Test
    void an_interrupt_ends_a_transfer_whose_client_keeps_up() throws Exception {
        var size = 1024 * 1024;
        var reader = Thread.ofVirtual().start(this::readWhatComes);
        try (var channel = open(); var file = file(size)) {
            sendBeginning(channel);
            var begun = channel.sendFile(file, 0, size);

            Thread.currentThread().interrupt();
            var failure = assertThrows(DataFailure.class, () -> sendOn(channel, file, begun, size));

            assertTrue(Thread.interrupted());
            assertEquals(DataFailure.Kind.ABORTED, failure.kind());
        }
        reader.join();
    }

    private static void sendOn(NettyDataChannel channel, FileChannel file, long from, long size) throws DataFailure {
        for (var at = from; at < size;) {
            at += channel.sendFile(file, at, size - at);
        }
    }

    private void readWhatComes() {
        try {
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_that_cannot_be_read_on_leaves_its_place_to_others() throws Exception {
        try (var channel = open(); var file = file(1000)) {
            var reader = Thread.ofVirtual().start(() -> read(BEGINNING + 1000));
            sendBeginning(channel);
            assertEquals(1000, channel.sendFile(file, 0, 1000));
            reader.join();
            assertFalse(EveryTurnEnds.haveEnded(), "it goes on at once");
        }
        assertTrue(EveryTurnEnds.haveEnded());
    }

    @Test
    void a_transfer_that_has_failed_takes_no_place() throws Exception {
        try (var channel = open(); var file = file(1000)) {
            var reader = Thread.ofVirtual().start(() -> read(BEGINNING + 1000));
            sendBeginning(channel);
            channel.sendFile(file, 0, 1000);
            reader.join();
            channel.rest();
            channel.abort();

            assertThrows(DataFailure.class, () -> channel.sendFile(file, 0, 1000));
            assertTrue(EveryTurnEnds.haveEnded());
        }
    }

    @Test
    void a_client_that_reads_no_more_stalls_a_file_that_is_sent_without_copying() throws Exception {
        try (var channel = open(); var file = file(32 << 20)) {
            var reader = Thread.ofVirtual().start(() -> read(BEGINNING));
            sendBeginning(channel);
            reader.join();
            assertEquals("Data connection stalled: nothing moved for 0 seconds.",
                    assertThrows(DataFailure.class, () -> sendAll(channel, file)).getMessage());
        }
        var channel = accepted.remove();
        Eventually.holds(() -> !channel.isOpen(), "it is closed");
    }

    private static void sendAll(NettyDataChannel channel, FileChannel file) throws IOException {
        for (var position = 0L; position < file.size();) {
            var sent = channel.sendFile(file, position, file.size());
            assertTrue(sent > 0, "it can be sent without copying");
            position += sent;
        }
    }

    @Test
    void a_long_upload_is_read_by_its_own_thread() throws Exception {
        try (var channel = open()) {
            Thread.ofVirtual().start(() -> upload(2 * BEGINNING));
            var buffer = ByteBuffer.allocateDirect(2 * BEGINNING + 1);
            receive(channel, buffer.limit(BEGINNING));
            receive(channel, buffer.limit(2 * BEGINNING));
            assertFalse(accepted.element().isRegistered(), "the event loop reads no more");
            client.shutdownOutput();
            assertEquals(-1, channel.receive(buffer.limit(buffer.capacity())));
            channel.finish();
            assertEquals(-1, client.getInputStream().read());
        }
    }

    private static void receive(NettyDataChannel channel, ByteBuffer target) throws DataFailure {
        while (target.hasRemaining()) {
            assertTrue(channel.receive(target) > 0);
        }
    }

    @Test
    void a_client_that_sends_no_more_stalls_a_long_upload() throws Exception {
        try (var channel = open()) {
            client.getOutputStream().write(new byte[BEGINNING + 1]);
            var buffer = ByteBuffer.allocateDirect(2 * BEGINNING);
            assertEquals("Data connection stalled: nothing moved for 0 seconds.",
                    assertThrows(DataFailure.class, () -> receiveAll(channel, buffer)).getMessage());
            assertEquals(BEGINNING + 1, buffer.position());
        }
        var channel = accepted.remove();
        Eventually.holds(() -> !channel.isOpen(), "it is closed");
    }

    private static void receiveAll(NettyDataChannel channel, ByteBuffer target) throws DataFailure {
        while (channel.receive(target) >= 0) {
            // Until it stalls.
        }
    }
}
