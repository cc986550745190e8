package dev.ftpsd.server.data;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;

import dev.ftpsd.tls.DataEngine;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of a data connection whose owner is known before: an active one, and a passive one that was told by its
 * address while PROT was still C.
 */
final class LateHandshake {

    private LateHandshake() {}

    /**
     * Shakes hands and judges whose session was resumed. The calling thread waits.
     *
     * @throws DataFailure TLS_FAILED, NOT_BOUND
     */
    static ArrivedConnection run(ArrivedConnection connection, DataTls tls, DataOwner owner) throws DataFailure {
        var channel = connection.channel();
        var engine = tls.newEngine(owner);
        // Either of the two ends the wait: on a channel that is closed already no handshake would ever fail.
        var done = new CompletableFuture<@Nullable Throwable>();
        channel.closeFuture().addListener(closed -> done.complete(new ClosedChannelException()));
        channel.eventLoop().execute(() -> {
            connection.handler().markProtected();
            tls.install(channel.pipeline(), engine).handshakeFuture()
                    .addListener(handshake -> done.complete(DataTls.failure(handshake.cause(), engine)));
            sayAgain(connection);
        });
        var failure = done.join();
        if (failure != null) {
            connection.drop();
            throw DataFailure.handshakeFailed(failure);
        }

        var bound = isOwn(engine, owner);
        if (!bound && !owner.binding().admitsByAddress(engine.resumedIdentity().isPresent())) {
            connection.drop();
            throw PassiveEndpoint.notBound();
        }
        return new ArrivedConnection(channel, connection.handler(), bound ? engine : null);
    }

    /** The client may have been faster: its ClientHello lies where bytes of a file in clear would, and FIN was the end of such a file. */
    private static void sayAgain(ArrivedConnection connection) {
        var pipeline = connection.channel().pipeline();
        var inbox = connection.handler().inbox();
        inbox.takeBack().forEach(pipeline::fireChannelRead);
        pipeline.fireChannelReadComplete();
        if (inbox.hasEnded()) {
            pipeline.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private static boolean isOwn(DataEngine engine, DataOwner owner) {
        var resumed = engine.resumedIdentity();
        return resumed.isPresent() && resumed.equals(owner.identity());
    }
}
