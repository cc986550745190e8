package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.NothingLost;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A data channel over a real socket of each kind, with little room in the kernel. */
@ExtendWith(NothingLost.class)
final class DataChannelTest {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration NOT_IN_THIS_TEST = Duration.ofSeconds(20);
    private static final int LITTLE = 4096;

    private final BlockingQueue<Accepted> accepted = new ArrayBlockingQueue<>(1);
    private Transport transport = Transport.best();
    private Socket client = new Socket();

    private record Accepted(Channel channel, DataHandler handler) {}

    @BeforeEach
    void useBest() {
        transport.close();
    }

    private Accepted connect(String kind) throws Exception {
        transport = kind.equals("nio") ? Transport.nio() : Transport.best();
        var listening = new ServerBootstrap().group(transport.loops()).channel(transport.serverChannel())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_SNDBUF, LITTLE)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PassivePorts.WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var handler = new DataHandler(channel);
                        channel.pipeline().addLast(handler);
                        accepted.add(new Accepted(channel, handler));
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
        client = new Socket();
        client.setReceiveBufferSize(LITTLE);
        client.connect(listening.localAddress());
        var made = accepted.poll(10, TimeUnit.SECONDS);
        if (made == null) {
            throw new IOException("nothing was accepted");
        }
        made.handler().inbox().claim();
        return made;
    }

    private static NettyDataChannel open(Accepted accepted) {
        return open(accepted, NOT_IN_THIS_TEST);
    }

    private static NettyDataChannel open(Accepted accepted, Duration stall) {
        return new NettyDataChannel(accepted.channel(), accepted.handler().inbox(),
                new NettyDataChannel.Terms(stall, false));
    }

    /** Two buffers: more than the kernel takes, less than makes the sender wait. */
    private static void fill(NettyDataChannel channel) throws DataFailure {
        for (int i = 0; i < 2; i++) {
            channel.buffer().put(new byte[DataChannel.BUFFER_SIZE]);
            channel.send();
        }
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        transport.close();
    }

    /** It would stay for as long as the client likes, with all that it has not read. */
    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void a_connection_that_stalls_at_its_end_is_closed(String kind) throws Exception {
        var accepted = connect(kind);
        try (var channel = open(accepted, SOON)) {
            fill(channel);
            assertEquals(DataFailure.Kind.BROKEN, assertThrows(DataFailure.class, channel::finish).kind());
        }
        Eventually.holds(() -> !accepted.channel().isOpen(), "it is closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void bytes_that_a_reset_loses_fail_the_transfer(String kind) throws Exception {
        var accepted = connect(kind);
        try (var channel = open(accepted)) {
            fill(channel);
            client.setSoLinger(true, 0);
            client.close();
            assertEquals(DataFailure.Kind.BROKEN, assertThrows(DataFailure.class, channel::finish).kind());
        }
    }

    /** The server that stops, or any other close of ours, is not the client's end of the file. */
    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void a_close_on_our_side_is_no_end_of_an_upload(String kind) throws Exception {
        var accepted = connect(kind);
        try (var channel = open(accepted)) {
            client.getOutputStream().write(1);
            assertEquals(1, channel.receive(ByteBuffer.allocate(10)));
            accepted.channel().close().sync();
            assertEquals(DataFailure.Kind.BROKEN,
                    assertThrows(DataFailure.class, () -> channel.receive(ByteBuffer.allocate(10))).kind());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void the_end_of_the_client_is_the_end_of_an_upload(String kind) throws Exception {
        var accepted = connect(kind);
        try (var channel = open(accepted)) {
            client.getOutputStream().write(new byte[100]);
            client.shutdownOutput();
            var buffer = ByteBuffer.allocate(1000);
            while (channel.receive(buffer) >= 0) {
                // Until the end.
            }
            assertEquals(100, buffer.position());
            channel.finish();
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void a_reset_of_the_client_is_no_end_of_an_upload(String kind) throws Exception {
        var accepted = connect(kind);
        try (var channel = open(accepted)) {
            client.getOutputStream().write(new byte[100]);
            client.setSoLinger(true, 0);
            client.close();
            assertEquals(DataFailure.Kind.BROKEN, assertThrows(DataFailure.class, () -> {
                while (channel.receive(ByteBuffer.allocate(1000)) >= 0) {
                    // Until it breaks.
                }
            }).kind());
        }
    }

    /** RFC 959 lets the user end its side of a connection over which it only receives. */
    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void a_client_that_has_ended_its_side_gets_what_the_kernel_had_no_room_for(String kind) throws Exception {
        var accepted = connect(kind);
        client.shutdownOutput();
        Eventually.holds(((DuplexChannel) accepted.channel())::isInputShutdown, "FIN has come");
        accepted.channel().eventLoop().submit(() -> {}).sync();
        try (var channel = open(accepted)) {
            fill(channel);
            channel.buffer().put(new byte[LITTLE]);
            var all = Executors.newVirtualThreadPerTaskExecutor().submit(() -> client.getInputStream().readAllBytes());
            channel.finish();
            assertEquals(2 * DataChannel.BUFFER_SIZE + LITTLE, all.get().length);
        }
    }

    /** A server of many short transfers would else hold a descriptor for each of the last two seconds. */
    @ParameterizedTest
    @CsvSource({"nio, true", "nio, false", "best, true", "best, false"})
    void a_connection_that_both_sides_have_ended_is_not_held(String kind, boolean clientFirst) throws Exception {
        var quickest = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            useBest();
            var made = connect(kind);
            var channel = open(made);
            if (clientFirst) {
                client.shutdownOutput();
                assertEquals(-1, channel.receive(ByteBuffer.allocate(1)));
            }
            var before = System.nanoTime();
            channel.finish();
            channel.close();
            assertEquals(-1, client.getInputStream().read());
            client.close();
            made.channel().closeFuture().sync();
            quickest = Math.min(quickest, System.nanoTime() - before);
        }
        assertTrue(quickest < HalfClose.DRAIN.toNanos(), quickest + " ns");
    }
}
