package dev.ftpsd.tls.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * Issues a TLS 1.3 ticket on an established connection (RFC 8446 §4.6.1). SunJSSE can do it and has no public call that
 * gives a <em>stateless</em> ticket; its own classes are reached through
 * {@code --add-opens java.base/sun.security.ssl=ALL-UNNAMED}. Without that option, or on a JDK whose classes look
 * different, no ticket is issued. Runs on the thread that runs the engine.
 *
 * <p>The public ways are worse: after {@code SSLSession.putValue} or {@code removeValue} the tickets are entries of the
 * server's cache that serve once.
 */
final class FreshTickets {

    private static final Optional<FreshTickets> ACCESS = find();

    private final MethodHandle connectionOf;
    private final MethodHandle newContext;
    private final MethodHandle setStateless;
    private final MethodHandle produce;

    private FreshTickets(MethodHandles.Lookup ssl) throws ReflectiveOperationException {
        var engine = ssl.findClass("sun.security.ssl.SSLEngineImpl");
        var connection = ssl.findClass("sun.security.ssl.TransportContext");
        var context = ssl.findClass("sun.security.ssl.PostHandshakeContext");
        var handshake = ssl.findClass("sun.security.ssl.HandshakeContext");
        var tickets = ssl.findClass("sun.security.ssl.NewSessionTicket");
        var producer = ssl.findClass("sun.security.ssl.SSLProducer");
        var anyContext = ssl.findClass("sun.security.ssl.ConnectionContext");

        connectionOf = ssl.findGetter(engine, "conContext", connection);
        newContext = ssl.findConstructor(context, MethodType.methodType(void.class, connection));
        setStateless = ssl.findSetter(handshake, "statelessResumption", boolean.class);
        var sender = ssl.findStaticVarHandle(tickets, "t13PosthandshakeProducer", producer).get();
        produce = ssl.findVirtual(producer, "produce", MethodType.methodType(byte[].class, anyContext)).bindTo(sender);
    }

    /** Whether this JVM lets tickets be issued. */
    static boolean available() {
        return ACCESS.isPresent();
    }

    /**
     * Queues a ticket if the engine is idle under TLS 1.3; the engine's next wrap sends it, before any data. A connection
     * has nonces for some 126 of them; after that none is queued, and the last one stays good.
     *
     * @return whether one is queued
     */
    static boolean issue(SSLEngine engine) {
        return isReady(engine) && ACCESS.filter(access -> access.queueTicket(engine)).isPresent();
    }

    /** An engine that shakes hands, has something to send or is closed must not be given another message. */
    private static boolean isReady(SSLEngine engine) {
        return engine.getSession().getProtocol().equals("TLSv1.3")
                && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.isOutboundDone() && !engine.isInboundDone();
    }

    private boolean queueTicket(SSLEngine engine) {
        try {
            var context = newContext.invoke(connectionOf.invoke(engine));
            setStateless.invoke(context, true);
            Object nothing = produce.invoke(context);
            return nothing == null && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // The engine has noted the failure: its next wrap reports it and ends the connection.
            return false;
        }
    }

    private static Optional<FreshTickets> find() {
        try {
            var engine = Class.forName("sun.security.ssl.SSLEngineImpl");
            return Optional.of(new FreshTickets(MethodHandles.privateLookupIn(engine, MethodHandles.lookup())));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
