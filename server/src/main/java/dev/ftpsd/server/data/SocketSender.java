package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import dev.ftpsd.tls.TlsSocket;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * Sends a long download under OpenSSL from the transfer's own thread: OpenSSL encrypts, and the socket is given the very memory
 * that it has encrypted to.
 *
 * <p>A client that keeps up sleeps until something comes, and to wake it costs as much as to encrypt half a buffer. So it is given
 * {@link #TOGETHER} buffers at once. That takes memory until it has read them, which is for clients that do read: only so many
 * transfers have it at a time, and who is slow gives it back.
 *
 * <p>Meanwhile the channel is not read, so that the event loop has nothing of its own to encrypt.
 */
final class SocketSender implements DirectSender {

    /** Buffers a write, to a client that keeps up. */
    static final int TOGETHER = 4;

    /** How many may have room for these: 12 MiB beside what each has anyway. */
    private static final Semaphore WIDE = new Semaphore(64);

    /** So many buffers without a long wait show that a client keeps up. */
    private static final int KEEPS_UP = 8;

    /** A wait of this length shows that it does not: it takes less than some ten MiB a second. */
    private static final long LONG_WAIT = Duration.ofMillis(100).toNanos();

    /** What is made more slowly than a buffer in that time is not held back. */
    private static final long PROMPT = Duration.ofMillis(2).toNanos();

    private final OwnSocket own;
    private final TlsSocket tls;
    private boolean wide;
    private int held;
    private long heldSince;
    private int inTime;

    private SocketSender(OwnSocket own, TlsSocket tls) {
        this.own = own;
        this.tls = tls;
    }

    /**
     * Takes over from the event loop, where that is possible.
     *
     * @return empty without epoll, under TLS of another library, when something that was written has not left, and when the channel
     *         is closed
     */
    static Optional<DirectSender> over(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        return LoopStep.await(channel, step -> step.end(take(channel, inbox, terms)));
    }

    private static Optional<DirectSender> take(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        var waiting = channel.unsafe().outboundBuffer();
        if (waiting == null || !waiting.isEmpty()
                || !(channel.pipeline().get(SslHandler.class) instanceof DataSslHandler handler)) {
            return Optional.empty();
        }
        return handler.data().onSocket().flatMap(tls -> OwnSocket.of(channel, inbox, terms.stall()).map(own -> {
            channel.config().setAutoRead(false);
            return begin(own, tls);
        }));
    }

    private static SocketSender begin(OwnSocket own, TlsSocket tls) {
        try {
            tls.beginEncrypting();
            return new SocketSender(own, tls);
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    @Override
    public void send(ByteBuffer plain) throws IOException {
        var now = System.nanoTime();
        heldSince = held == 0 ? now : heldSince;
        var isPart = plain.remaining() < DataChannel.BUFFER_SIZE;
        tls.encrypt(plain);
        held++;
        // What a limit has made small shows nothing, and is never held back.
        inTime += isPart ? 0 : 1;
        if (!wide || isPart || held == TOGETHER || now - heldSince > PROMPT) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (held == 0) {
            return;
        }
        held = 0;
        var wire = tls.takeEncrypted();
        while (wire.hasRemaining()) {
            if (own.socket().write(wire) == 0 && own.awaitWritable() > LONG_WAIT) {
                inTime = 0;
            }
        }
        adapt();
    }

    /** To what the client takes. */
    private void adapt() throws IOException {
        if (wide && inTime == 0) {
            tls.makeRoom(TlsSocket.FIRST_ROOM);
            narrow();
        } else if (!wide && inTime >= KEEPS_UP && WIDE.tryAcquire()) {
            wide = true;
            tls.makeRoom(TOGETHER * DataChannel.BUFFER_SIZE);
        }
    }

    private void narrow() {
        if (wide) {
            wide = false;
            WIDE.release();
        }
    }

    @Override
    public void close() {
        narrow();
        tls.close();
        own.close();
    }
}
