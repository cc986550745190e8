package dev.ftpsd.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.tls.TlsSocket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Four buffers leave together, to a client that keeps up; a cipher that changes nothing shows when. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(EveryTurnEnds.class)
final class HeldBackTest {

    private static final NettyDataChannel.Terms TERMS = new NettyDataChannel.Terms(Duration.ofSeconds(30), false);
    private static final int BUFFER = DataChannel.BUFFER_SIZE;
    private static final int WIDE = SocketSender.TOGETHER * BUFFER;

    /** So many buffers leave one by one before the client has shown that it keeps up. */
    private static final int BEGINNING = 8;

    private static final int FILE = 200;

    /** More than the third of its buffer that the kernel waits for. */
    private static final int READ_AT_ONCE = 2 * 1024 * 1024;

    /** More than may have the room for four at a time. */
    private static final int MANY = 70;

    @AutoClose
    private final Transport transport = Transport.best();

    private final BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(1);
    private final PlainSocket tls = new PlainSocket();
    private final InetSocketAddress address;

    HeldBackTest() {
        var listening = new ServerBootstrap().group(transport.loops()).channel(transport.serverChannel())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) throws Exception {
                        made.pipeline().addLast(new DataSslHandler(new PlainEngine(tls), Runnable::run),
                                new DataHandler(made));
                        accepted.add(made);
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly().channel();
        address = (InetSocketAddress) listening.localAddress();
    }

    /** A client, and who sends to it. */
    private final class Pair implements AutoCloseable {

        private final Socket client = new Socket();
        private final DataInbox inbox;
        private final DirectSender sender;

        Pair() throws Exception {
            client.connect(address);
            var channel = accepted.take();
            inbox = channel.pipeline().get(DataHandler.class).inbox();
            sender = SocketSender.over(channel, inbox, TERMS).orElseThrow();
        }

        void send(int octets) throws IOException {
            sender.send(ByteBuffer.allocateDirect(octets));
        }

        void read(int octets) throws IOException {
            assertEquals(octets, client.getInputStream().readNBytes(octets).length);
        }

        void readAll(int octets) {
            try {
                read(octets);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Until four leave at once. */
        void keepUp() throws IOException {
            for (var i = 0; i < BEGINNING; i++) {
                send(BUFFER);
                read(BUFFER);
            }
        }

        @Override
        public void close() throws IOException {
            inbox.turn().end();
            sender.close();
            client.close();
        }
    }

    @Test
    void the_first_buffers_leave_one_by_one_and_then_four_together() throws Exception {
        try (var pair = new Pair()) {
            var reader = Thread.ofVirtual().start(() -> pair.readAll(FILE * BUFFER));
            for (var i = 0; i < FILE; i++) {
                pair.send(BUFFER);
            }
            pair.sender.flush();
            assertEquals(Collections.nCopies(BEGINNING, BUFFER), tls.taken.subList(0, BEGINNING));
            // A machine that stands still between two of them is taken for a slow disk.
            assertEquals(WIDE, Collections.max(tls.taken));
            reader.join();
            assertEquals(FILE * BUFFER, tls.taken.stream().mapToInt(octets -> octets).sum());
        }
    }

    @Test
    void a_transfer_that_is_about_to_wait_holds_nothing_back() throws Exception {
        try (var pair = new Pair()) {
            pair.keepUp();
            tls.taken.clear();
            pair.send(BUFFER);
            assertEquals(List.of(), tls.taken);
            pair.sender.flush();
            assertEquals(List.of(BUFFER), tls.taken);
            pair.sender.flush();
            assertEquals(List.of(BUFFER), tls.taken, "there is nothing more");
            pair.read(BUFFER);
        }
    }

    @Test
    void what_fills_no_buffer_leaves_at_once_with_all_before_it() throws Exception {
        try (var pair = new Pair()) {
            pair.keepUp();
            tls.taken.clear();
            pair.send(BUFFER);
            pair.send(100);
            assertEquals(List.of(BUFFER + 100), tls.taken);
            pair.read(BUFFER + 100);
        }
    }

    @Test
    void what_a_limit_has_made_small_does_not_show_that_a_client_keeps_up() throws Exception {
        try (var pair = new Pair()) {
            for (var i = 0; i < 4 * BEGINNING; i++) {
                pair.send(BUFFER - 1);
                pair.read(BUFFER - 1);
            }
            assertEquals(TlsSocket.FIRST_ROOM, tls.room);
        }
    }

    @Test
    void what_is_made_slowly_is_not_held_back_for_long() throws Exception {
        try (var pair = new Pair()) {
            pair.keepUp();
            tls.taken.clear();
            pair.send(BUFFER);
            Thread.sleep(10);
            pair.send(BUFFER);
            assertEquals(List.of(2 * BUFFER), tls.taken);
            pair.read(2 * BUFFER);
        }
    }

    @Test
    void a_client_that_is_slow_has_its_buffers_one_by_one_again() throws Exception {
        try (var pair = new Pair()) {
            pair.keepUp();
            pair.read(sendUntilNarrow(pair));
            tls.taken.clear();
            pair.send(BUFFER);
            assertEquals(List.of(BUFFER), tls.taken);
            assertEquals(TlsSocket.FIRST_ROOM, tls.room);
            pair.read(BUFFER);
        }
    }

    /** Sends to a client that reads only now and then; what is left for it to read. */
    private int sendUntilNarrow(Pair pair) throws Exception {
        var sent = new AtomicInteger();
        var sending = Thread.ofVirtual().start(() -> {
            try {
                while (tls.room == WIDE) {
                    pair.send(BUFFER);
                    sent.addAndGet(BUFFER);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var read = 0;
        while (!sending.join(Duration.ofMillis(300))) {
            pair.read(READ_AT_ONCE);
            read += READ_AT_ONCE;
        }
        return sent.get() - read;
    }

    @Test
    void whoever_ends_leaves_the_room_to_others() throws Exception {
        for (var i = 0; i < MANY; i++) {
            try (var pair = new Pair()) {
                pair.keepUp();
                assertEquals(WIDE, tls.room, "transfer " + i);
            }
        }
    }
}
