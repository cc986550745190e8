package dev.ftpsd.server;

import java.security.GeneralSecurityException;
import java.util.Optional;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.server.config.TlsConfig.Engine;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionBinding;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;
import dev.ftpsd.tls.openssl.OpenSsl;
import dev.ftpsd.tls.openssl.OpenSslEngines;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Which TLS implementation serves. What is promised to every client, that its data connections are told by their sessions, is
 * tried at every start and whenever keys or settings change, since no interface promises it to us.
 *
 * @param settings versions and suites
 * @param keys the certificates
 * @param trust whose client certificates count
 * @param resumption what the administrator relies on
 * @param makers the implementations that there are
 */
record EngineChoice(TlsSettings settings, ServerKeys keys, ClientTrust trust, Resumption resumption, Makers makers) {

    private static final Logger LOG = LogManager.getLogger(EngineChoice.class);

    /** Those that every server has. */
    static final Makers SYSTEM = new Makers(OpenSslEngines::open, JdkTlsEngines::open);

    /** How to come by engines of either kind. */
    record Makers(Maker openSsl, Maker jdk) {}

    /** Opens the engines of one implementation. */
    @FunctionalInterface
    interface Maker {
        TlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust) throws GeneralSecurityException;
    }

    /**
     * The engines that the setting {@code tls.engine} leads to.
     *
     * @throws StartFailure if what is demanded cannot be used, or the binding that {@code data.resumption: required} promises
     *         holds on no implementation
     * @throws GeneralSecurityException if the JDK cannot use the keys
     */
    TlsEngines choose(Engine engine) throws StartFailure, GeneralSecurityException {
        return switch (engine) {
            case JDK -> jdk();
            case OPENSSL -> {
                var tried = tryOpenSsl();
                yield tried.engines().orElseThrow(() -> new StartFailure(
                        "tls.engine: openssl cannot be used: " + tried.reason() + "; install OpenSSL 3 (libssl3) or set"
                                + " tls.engine to auto"));
            }
            case AUTO -> {
                var tried = tryOpenSsl();
                if (tried.engines().isEmpty()) {
                    LOG.warn("tls: Java's own engine serves, which costs more: {}", tried.reason());
                    yield jdk();
                }
                yield tried.engines().get();
            }
        };
    }

    private Tried tryOpenSsl() {
        try {
            var engines = makers.openSsl().open(settings, keys, trust);
            return switch (SessionBinding.selfTest(engines)) {
                case SessionBinding.Verdict.Broken(var reason) -> new Tried(Optional.empty(), reason);
                case SessionBinding.Verdict.Holds _ -> {
                    LOG.info("tls: {}", OpenSsl.version());
                    yield new Tried(Optional.of(engines), "");
                }
            };
        } catch (GeneralSecurityException e) {
            return new Tried(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private TlsEngines jdk() throws StartFailure, GeneralSecurityException {
        var engines = makers.jdk().open(settings, keys, trust);
        switch (SessionBinding.selfTest(engines)) {
            case SessionBinding.Verdict.Holds(var freshTickets) -> {
                if (!freshTickets) {
                    LOG.warn(
                            "tls: no fresh tickets on this JVM: clients that use each ticket once (curl) upload one file"
                                    + " a connection; start with bin/ftpsd, which opens what is needed");
                }
            }
            case SessionBinding.Verdict.Broken(var reason) -> {
                if (resumption == Resumption.REQUIRED) {
                    throw new StartFailure("tls: data connections cannot be bound to their sessions here (" + reason
                            + "); use another JDK 25, or set data.resumption to preferred");
                }
                LOG.warn("tls: data connections cannot be bound to their sessions here ({})", reason);
            }
        }
        return engines;
    }

    /**
     * Engines for other keys or settings, tried as at a start.
     *
     * @param before those that serve; where they do not keep the promise either, nothing is lost
     * @throws GeneralSecurityException if the implementation cannot use what is new, or breaks the promise with it
     */
    static TlsEngines renew(TlsEngines before, TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        var engines = before.renewed(settings, keys, trust);
        if (SessionBinding.selfTest(engines) instanceof SessionBinding.Verdict.Broken(var reason)
                && SessionBinding.selfTest(before) instanceof SessionBinding.Verdict.Holds) {
            throw new GeneralSecurityException("data connections could not be bound to their sessions any more ("
                    + reason + "); undo what was changed in tls");
        }
        return engines;
    }

    /** @param engines empty where {@code reason} says why */
    private record Tried(Optional<TlsEngines> engines, String reason) {}
}
