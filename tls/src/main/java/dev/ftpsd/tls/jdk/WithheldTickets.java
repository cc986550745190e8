package dev.ftpsd.tls.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

import org.jspecify.annotations.Nullable;

/**
 * Lets a TLS 1.3 handshake end without the ticket that SunJSSE sends behind every one. It forgets that the client could use a
 * ticket (RFC 8446 §4.2.9), which the server asks itself once more when it makes one. Reached as {@link FreshTickets} is, and used
 * only where those can be had: without them the ticket is needed.
 *
 * <p>Runs on the thread that runs the engine.
 */
final class WithheldTickets {

    private static final Optional<WithheldTickets> ACCESS = find();

    private final MethodHandle connectionOf;
    private final MethodHandle handshakeOf;
    private final MethodHandle extensionsOf;
    private final Object keyExchangeModes;

    private WithheldTickets(MethodHandles.Lookup own) throws ReflectiveOperationException {
        var engine = part("SSLEngineImpl");
        var connection = part("TransportContext");
        var handshake = part("HandshakeContext");
        var ssl = MethodHandles.privateLookupIn(engine, own);
        this.connectionOf = ssl.findGetter(engine, "conContext", connection);
        this.handshakeOf = ssl.findGetter(connection, "handshakeContext", handshake);
        this.extensionsOf = ssl.findGetter(handshake, "handshakeExtensions", Map.class);
        var extension = part("SSLExtension");
        this.keyExchangeModes = ssl.findStaticVarHandle(extension, "PSK_KEY_EXCHANGE_MODES", extension).get();
    }

    /** For a handshake whose ServerHello has been made and whose end has not come; does nothing at any other time. */
    static void of(SSLEngine engine) {
        if (FreshTickets.available()) {
            ACCESS.ifPresent(access -> access.forgetModes(engine));
        }
    }

    private void forgetModes(SSLEngine engine) {
        try {
            var handshake = (@Nullable Object) handshakeOf.invoke(connectionOf.invoke(engine));
            if (handshake != null) {
                ((Map<?, ?>) extensionsOf.invoke(handshake)).remove(keyExchangeModes);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("getters throw nothing", e);
        }
    }

    private static Optional<WithheldTickets> find() {
        try {
            return Optional.of(new WithheldTickets(MethodHandles.lookup()));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static Class<?> part(String name) throws ClassNotFoundException {
        return Class.forName("sun.security.ssl." + name);
    }
}
