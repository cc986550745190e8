package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import dev.ftpsd.tls.TlsSocket;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * Sends a long download under OpenSSL from the transfer's own thread: OpenSSL encrypts, and the socket is given the very memory
 * that it has encrypted to.
 *
 * <p>Meanwhile the channel is not read, so that the event loop has nothing of its own to encrypt.
 */
final class SocketSender implements DirectSender {

    private final OwnSocket own;
    private final TlsSocket tls;

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
        var wire = tls.encrypt(plain);
        while (wire.hasRemaining()) {
            if (own.socket().write(wire) == 0) {
                own.awaitWritable();
            }
        }
    }

    @Override
    public void close() {
        tls.close();
        own.close();
    }
}
