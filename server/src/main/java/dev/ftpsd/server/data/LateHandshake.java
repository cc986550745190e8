package dev.ftpsd.server.data;

import dev.ftpsd.tls.DataEngine;

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
        var engine = tls.newEngine();
        var handler = tls.newHandler(engine);
        channel.eventLoop().execute(() -> {
            connection.handler().markProtected();
            channel.pipeline().addFirst(handler);
        });
        if (!handler.handshakeFuture().awaitUninterruptibly().isSuccess()) {
            connection.drop();
            throw new DataFailure(DataFailure.Kind.TLS_FAILED, "TLS handshake of the data connection failed.",
                    handler.handshakeFuture().cause());
        }

        var bound = isOwn(engine, owner);
        if (!bound && !owner.binding().admitsByAddress()) {
            connection.drop();
            throw PassiveEndpoint.notBound();
        }
        return new ArrivedConnection(channel, connection.handler(), bound);
    }

    private static boolean isOwn(DataEngine engine, DataOwner owner) {
        var resumed = engine.resumedIdentity();
        return resumed.isPresent() && resumed.equals(owner.identity());
    }
}
