package dev.ftpsd.tls.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

import static java.lang.invoke.MethodType.methodType;

/**
 * Issues TLS 1.3 tickets on an established connection (RFC 8446 §4.6.1). SunJSSE has no public call that gives a
 * <em>stateless</em> ticket there, and after {@code SSLSession.putValue} or {@code removeValue} it gives tickets that serve
 * once; so this class does what {@code sun.security.ssl.NewSessionTicket} does, with that package's own parts. They are
 * reached through {@code --add-opens java.base/sun.security.ssl=ALL-UNNAMED}. Without that option, or on a JDK whose parts
 * look different, no ticket is issued and nothing else changes.
 *
 * <p>SunJSSE itself numbers the tickets of a connection in one octet and stops after 127; a client that uses each ticket
 * once, such as curl, would lose its uploads after that. The nonces here have eight octets and never meet SunJSSE's.
 *
 * <p>Runs on the thread that runs the engine.
 */
final class FreshTickets {

    private static final Optional<FreshTickets> ACCESS = find();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MethodHandle connectionOf;
    private final MethodHandle newContext;
    private final MethodHandle setStateless;
    private final MethodHandle sessionOf;
    private final MethodHandle outputOf;
    private final MethodHandle suiteOf;
    private final MethodHandle hashOf;
    private final MethodHandle resumptionSecretOf;
    private final MethodHandle preSharedKey;
    private final MethodHandle newSessionId;
    private final MethodHandle copySession;
    private final MethodHandle setPreSharedKey;
    private final MethodHandle newTicket;
    private final MethodHandle encrypt;
    private final MethodHandle newMessage;
    private final MethodHandle write;
    private final MethodHandle flush;

    /** Finds every part, so that a JDK where one is missing is noticed at start and not in a session. */
    private FreshTickets(MethodHandles.Lookup own) throws ReflectiveOperationException {
        var ssl = MethodHandles.privateLookupIn(part("SSLEngineImpl"), own);
        var connection = part("TransportContext");
        var context = part("HandshakeContext");
        var session = part("SSLSessionImpl");
        var output = part("HandshakeOutStream");
        var suite = part("CipherSuite");
        var hash = part("CipherSuite$HashAlg");
        var sessionId = part("SessionId");
        var ticket = part("SessionTicketExtension$SessionTicketSpec");
        var message = part("NewSessionTicket$T13NewSessionTicketMessage");

        connectionOf = ssl.findGetter(part("SSLEngineImpl"), "conContext", connection);
        newContext = ssl.findConstructor(part("PostHandshakeContext"), methodType(void.class, connection));
        setStateless = ssl.findSetter(context, "statelessResumption", boolean.class);
        sessionOf = ssl.findGetter(context, "handshakeSession", session);
        outputOf = ssl.findGetter(context, "handshakeOutput", output);
        suiteOf = ssl.findGetter(context, "negotiatedCipherSuite", suite);
        hashOf = ssl.findGetter(suite, "hashAlg", hash);
        resumptionSecretOf = ssl.findVirtual(session, "getResumptionMasterSecret", methodType(SecretKey.class));
        preSharedKey = MethodHandles.privateLookupIn(part("NewSessionTicket"), own).findStatic(part("NewSessionTicket"),
                "derivePreSharedKey", methodType(SecretKey.class, hash, SecretKey.class, byte[].class));
        newSessionId = ssl.findConstructor(sessionId, methodType(void.class, boolean.class, SecureRandom.class));
        copySession = ssl.findConstructor(session, methodType(void.class, session, sessionId));
        setPreSharedKey = ssl.findVirtual(session, "setPreSharedKey", methodType(void.class, SecretKey.class));
        newTicket = ssl.findConstructor(ticket, methodType(void.class));
        encrypt = ssl.findVirtual(ticket, "encrypt", methodType(byte[].class, context, session));
        newMessage = ssl.findConstructor(message,
                methodType(void.class, context, int.class, SecureRandom.class, byte[].class, byte[].class));
        write = ssl.findVirtual(message, "write", methodType(void.class, output));
        flush = ssl.findVirtual(output, "flush", methodType(void.class));
    }

    /** Whether this JVM lets tickets be issued. */
    static boolean available() {
        return ACCESS.isPresent();
    }

    /**
     * Queues a ticket if the engine is idle under TLS 1.3. The engine's next wrap sends it, before any data.
     *
     * @param number of the ticket on this connection, never the same twice
     * @return whether one is queued
     */
    static boolean issue(SSLEngine engine, long number) {
        return isReady(engine) && ACCESS.filter(access -> access.queueTicket(engine, number)).isPresent();
    }

    /** An engine that shakes hands, has something to send or is closed must not be given another message. */
    private static boolean isReady(SSLEngine engine) {
        return engine.getSession().getProtocol().equals("TLSv1.3") && engine.getSession().isValid()
                && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.isOutboundDone() && !engine.isInboundDone();
    }

    private boolean queueTicket(SSLEngine engine, long number) {
        try {
            var context = newContext.invoke(connectionOf.invoke(engine));
            setStateless.invoke(context, true);
            var nonce = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            byte[] ticket = ticket(context, nonce);
            if (ticket.length == 0) {
                return false;
            }

            int lifetime = Math.toIntExact(engine.getSession().getSessionContext().getSessionTimeout());
            var output = outputOf.invoke(context);
            write.invoke(newMessage.invoke(context, lifetime, RANDOM, nonce, ticket), output);
            flush.invoke(output);
            return true;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // The engine has noted what failed: its next wrap reports it and the connection ends.
            return false;
        }
    }

    /** The connection's session under a new pre-shared key, encrypted with the context's ticket key; empty if it cannot be. */
    private byte[] ticket(Object context, byte[] nonce) throws Throwable {
        var session = sessionOf.invoke(context);
        var key =
                preSharedKey.invoke(hashOf.invoke(suiteOf.invoke(context)), resumptionSecretOf.invoke(session), nonce);
        var copy = copySession.invoke(session, newSessionId.invoke(true, RANDOM));
        setPreSharedKey.invoke(copy, key);
        return (byte[]) encrypt.invoke(newTicket.invoke(), context, copy);
    }

    private static Optional<FreshTickets> find() {
        try {
            return Optional.of(new FreshTickets(MethodHandles.lookup()));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static Class<?> part(String name) throws ClassNotFoundException {
        return Class.forName("sun.security.ssl." + name);
    }
}
