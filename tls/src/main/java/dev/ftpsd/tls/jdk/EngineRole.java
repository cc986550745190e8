package dev.ftpsd.tls.jdk;

import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import dev.ftpsd.tls.Alpn;
import dev.ftpsd.tls.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * What one engine is for. It rides on the engine as the selector of its application protocol, which is the one object of ours
 * that an engine of SunJSSE carries to its key manager and trust manager.
 */
final class EngineRole implements BiFunction<SSLEngine, List<String>, @Nullable String> {

    final EngineKeys generation;
    private final Alpn alpn;
    private final @Nullable List<KeyMaterial> fixed;
    private final String host;
    private final boolean onTrial;
    private boolean askedToRestore;
    private boolean askedToShow;

    /** @param fixed the only pairs to show, whatever host the client asks for */
    EngineRole(EngineKeys generation, Alpn alpn, List<KeyMaterial> fixed) {
        this(generation, alpn, fixed, "", false);
    }

    private EngineRole(EngineKeys generation, Alpn alpn, @Nullable List<KeyMaterial> fixed, String host,
            boolean onTrial) {
        this.generation = generation;
        this.alpn = alpn;
        this.fixed = fixed;
        this.host = host;
        this.onTrial = onTrial;
    }

    /** @param host whose pairs a client sees that asks for none in its handshake; empty for the standard ones */
    static EngineRole ofControl(EngineKeys generation, Alpn alpn, String host) {
        return new EngineRole(generation, alpn, null, host, false);
    }

    /** An engine that only restores sessions made with these pairs; any other handshake fails before its costly steps. */
    static EngineRole onTrial(EngineKeys generation, List<KeyMaterial> pairs) {
        return new EngineRole(generation, Alpn.DATA, pairs, "", true);
    }

    /** Whether the client showed nothing that other keys could restore: no ticket, or none that was issued here. */
    boolean hasNothingToRestore() {
        return askedToShow && !askedToRestore;
    }

    static EngineRole of(SSLEngine engine) {
        return (EngineRole) engine.getHandshakeApplicationProtocolSelector();
    }

    /** SunJSSE asks only when the client sent a list; null refuses the handshake. */
    @Override
    public @Nullable String apply(SSLEngine engine, List<String> offered) {
        return alpn.select(offered).orElse(null);
    }

    /** The pairs that this engine may show. */
    List<KeyMaterial> pairs(SSLEngine engine) {
        if (onTrial) {
            // Sessions are restored before the handshake has a session of its own.
            var restoring = engine.getHandshakeSession() == null;
            askedToRestore |= restoring;
            askedToShow |= !restoring;
            return restoring && fixed != null ? fixed : List.of();
        }
        return fixed == null ? pairsFor(engine.getHandshakeSession()) : fixed;
    }

    /** The pairs of the host that a session's client asked for, in its handshake or before. */
    List<KeyMaterial> pairsFor(@Nullable SSLSession session) {
        var name = serverName(session);
        return generation.keys.forName(name.isEmpty() ? host : name);
    }

    /** The host of a session's SNI; empty where the client sent none, and while a session is just being restored. */
    static String serverName(@Nullable SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (var name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return "";
    }
}
