package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.tls.TlsSocket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** There is no memory when the transfer's thread takes the socket over: the command ends, and keeps nothing. */
@EnabledOnOs(OS.LINUX)
final class FailingTakeOverTest {

    private static final NettyDataChannel.Terms TERMS = new NettyDataChannel.Terms(Duration.ofSeconds(1), false);
    private static final Duration SOON = Duration.ofSeconds(10);

    @AutoClose
    private final Transport transport = Transport.best();

    @AutoClose
    private final Socket client = new Socket();

    private final BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(1);
    private final Channel channel;
    private final DataInbox inbox;

    FailingTakeOverTest() throws Exception {
        var listening = new ServerBootstrap().group(transport.loops()).channel(transport.serverChannel())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) throws Exception {
                        made.pipeline().addLast(new DataSslHandler(new PlainEngine(new NoMemory()), Runnable::run),
                                new DataHandler(made));
                        accepted.add(made);
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly().channel();
        client.connect(listening.localAddress());
        channel = accepted.take();
        inbox = channel.pipeline().get(DataHandler.class).inbox();
        inbox.claim();
    }

    @Test
    void an_upload_fails_and_its_connection_can_be_closed() throws Exception {
        assertTimeoutPreemptively(SOON, () -> {
            assertThrows(OutOfMemoryError.class, () -> ThreadReceiver.over(channel, inbox, TERMS));
        });
        new NettyDataChannel(channel, inbox, TERMS).close();
        Eventually.holds(this::isOver, "the client sees the end");
    }

    @Test
    void a_download_fails_and_its_connection_can_be_closed() throws Exception {
        assertTimeoutPreemptively(SOON, () -> {
            assertThrows(OutOfMemoryError.class, () -> SocketSender.over(channel, inbox, TERMS));
        });
        new NettyDataChannel(channel, inbox, TERMS).close();
        Eventually.holds(this::isOver, "the client sees the end");
    }

    /** All descriptors of the connection have been closed, also the thread's own. */
    private boolean isOver() {
        try {
            client.setSoTimeout(100);
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static final class NoMemory implements TlsSocket {

        @Override
        public void readFrom(int descriptor, ByteBuffer arrived) {
            throw new OutOfMemoryError("as there may be");
        }

        @Override
        public void beginEncrypting() {
            throw new OutOfMemoryError("as there may be");
        }

        @Override
        public int read(ByteBuffer target) {
            throw new AssertionError("it has not begun");
        }

        @Override
        public void makeRoom(int plainOctets) {
            throw new AssertionError("it has not begun");
        }

        @Override
        public void encrypt(ByteBuffer source) {
            throw new AssertionError("it has not begun");
        }

        @Override
        public ByteBuffer takeEncrypted() {
            throw new AssertionError("it has not begun");
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
