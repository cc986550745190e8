package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.ftpsd.tls.TlsSocket;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Sends a long download under OpenSSL from the transfer's own thread: OpenSSL encrypts and writes to the socket, with no buffer
 * between. It writes record by record, so the socket is told to wait for whole segments (TCP_CORK) until the end.
 *
 * <p>Meanwhile the channel is not read, so that the event loop has nothing of its own to encrypt.
 */
final class SocketSender implements DirectSender {

    private final EpollSocketChannel channel;
    private final OwnSocket own;
    private final TlsSocket tls;

    private SocketSender(EpollSocketChannel channel, OwnSocket own, TlsSocket tls) {
        this.channel = channel;
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
        var made = new CompletableFuture<Optional<DirectSender>>();
        channel.eventLoop().execute(() -> made.complete(take(channel, inbox, terms)));
        return made.join();
    }

    private static Optional<DirectSender> take(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        var waiting = channel.unsafe().outboundBuffer();
        if (!(channel instanceof EpollSocketChannel epoll) || waiting == null || !waiting.isEmpty()
                || !(channel.pipeline().get(SslHandler.class) instanceof DataSslHandler handler)) {
            return Optional.empty();
        }
        return handler.data().onSocket().flatMap(tls -> OwnSocket.of(channel, inbox, terms.stall()).map(own -> {
            epoll.config().setAutoRead(false).setTcpCork(true);
            tls.writeTo(own.socket().descriptor().intValue());
            return new SocketSender(epoll, own, tls);
        }));
    }

    @Override
    public void send(ByteBuffer plain) throws IOException {
        while (!tls.write(plain)) {
            own.awaitWritable();
        }
    }

    @Override
    public void close() {
        tls.close();
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.config().setTcpCork(false);
            }
        });
        own.close();
    }
}
