package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Receives a long upload on the transfer's own thread: it reads the socket straight into the buffer from which the file is
 * written, or has OpenSSL read and decrypt into it. That saves two copies and a hand-over for each read.
 *
 * <p>Meanwhile the channel belongs to no event loop, since an event loop reads when FIN comes, whatever it was told, and two readers would
 * mix the bytes up. It is given back at the end, and before anything is done with the channel.
 */
final class ThreadReceiver implements AutoCloseable {

    private final Channel channel;
    private final OwnSocket own;
    private final DataInbox inbox;
    private final @Nullable TlsSocket tls;

    private ThreadReceiver(Channel channel, OwnSocket own, DataInbox inbox, @Nullable TlsSocket tls) {
        this.channel = channel;
        this.own = own;
        this.inbox = inbox;
        this.tls = tls;
    }

    /**
     * Takes over from the event loop, where that is possible. What the inbox has by then comes first.
     *
     * @return empty without epoll, under TLS of another library than OpenSSL, and when the client has ended or the channel is closed
     */
    static Optional<ThreadReceiver> over(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        return LoopStep.await(channel, step -> {
            if (!inbox.canBeTaken() || !isPossible(channel)) {
                step.end(Optional.empty());
                return;
            }
            inbox.take();
            channel.deregister().addListener(_ -> step.run(() -> step.end(take(channel, inbox, terms))));
        });
    }

    private static boolean isPossible(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        return SecondDescriptor.isPossible(channel)
                && (tls == null || (tls instanceof DataSslHandler data && data.data().onSocket().isPresent()));
    }

    private static Optional<ThreadReceiver> take(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        // FIN may have come at the last moment.
        var own = inbox.canBeTaken() ? OwnSocket.of(channel, inbox, terms.stall()) : Optional.<OwnSocket>empty();
        if (own.isEmpty()) {
            giveBack(channel, inbox);
            return Optional.empty();
        }
        try {
            return Optional
                    .of(new ThreadReceiver(channel, own.get(), inbox, onSocket(channel, own.get()).orElse(null)));
        } catch (RuntimeException | Error e) {
            own.get().close();
            channel.eventLoop().execute(() -> giveBack(channel, inbox));
            throw e;
        }
    }

    private static Optional<TlsSocket> onSocket(Channel channel, OwnSocket own) {
        if (!(channel.pipeline().get(SslHandler.class) instanceof DataSslHandler handler)) {
            return Optional.empty();
        }
        var socket = handler.data().onSocket();
        socket.ifPresent(tls -> tls.readFrom(own.socket().descriptor().intValue(),
                handler.takeRest(channel.pipeline().context(handler))));
        return socket;
    }

    private static void giveBack(Channel channel, DataInbox inbox) {
        if (channel.isOpen() && !channel.isRegistered()) {
            channel.eventLoop().register(channel);
        }
        inbox.giveBack();
    }

    /**
     * Receives into a direct buffer, once the inbox is empty; waits for at least one byte.
     *
     * @return how many; 0 when the client has ended, and the inbox knows how
     * @throws DataFailure as {@link DataChannel#receive}
     */
    int receive(ByteBuffer target) throws DataFailure {
        try {
            while (true) {
                inbox.throwIfFailed();
                var count = tls == null ? own.socket().read(target) : tls.read(target);
                if (count != SecondDescriptor.NOTHING_YET) {
                    return count > 0 ? count : end(count);
                }
                own.awaitReadable();
            }
        } catch (DataFailure e) {
            throw e;
        } catch (SSLException e) {
            throw failed(new DataFailure(DataFailure.Kind.BROKEN, "Data connection broken by a protocol error.", e));
        } catch (IOException e) {
            throw failed(new DataFailure(DataFailure.Kind.BROKEN, "Data connection broken.", e));
        }
    }

    /** What the event loop meets behind that, such as an engine that reads no more, is no clean end. */
    private DataFailure failed(DataFailure failure) {
        inbox.fail(failure);
        return failure;
    }

    private int end(int how) {
        if (how == TlsSocket.TRUNCATED) {
            inbox.endTruncated();
        } else {
            inbox.endCleanly();
        }
        return 0;
    }

    /** Gives the connection back to its event loop; what that is given behind this finds it as it was. */
    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
        own.close();
        channel.eventLoop().execute(() -> giveBack(channel, inbox));
    }
}
