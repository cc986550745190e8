package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.config.TlsConfig;
import dev.ftpsd.server.config.TlsConfig.MinVersion;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.KeyFiles;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.KeyMaterialException;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionBinding;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Loads the certificate and makes the engines, once at start; whatever is wrong is said in one line. */
final class Keys {

    private static final Logger LOG = LogManager.getLogger(Keys.class);

    private Keys() {}

    /**
     * The engines, tried before they are used.
     *
     * @throws StartFailure if the certificate cannot be used, or the binding that {@code data.resumption: required} promises
     *         does not hold on this JDK
     */
    static TlsEngines engines(Installation installation, Loaded loaded) throws StartFailure {
        var settings = loaded.settings();
        try {
            var keys = keys(installation, loaded);
            keys.remarks().forEach(remark -> LOG.warn("certificate: {}", remark));
            var engines = JdkTlsEngines.open(tlsSettings(settings.tls()), ServerKeys.of(keys), new ClientTrust.Off());
            test(engines, settings);
            return engines;
        } catch (KeyMaterialException e) {
            throw new StartFailure("certificate: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure("tls: " + e.getMessage(), e);
        }
    }

    private static KeyMaterial keys(Installation installation, Loaded loaded)
            throws KeyMaterialException, StartFailure {
        var tls = loaded.settings().tls();
        if (tls.certificate().isEmpty()) {
            return selfSigned(installation.state(loaded.settings().server()));
        }

        var certificate = loaded.resolve(tls.certificate().get());
        var password = tls.keyPassword().map(Secret::toCharArray).orElseGet(() -> new char[0]);
        var keys = KeyFiles.load(certificate, tls.key().map(loaded::resolve).orElse(certificate), password,
                InstantSource.system());
        LOG.info("certificate: {}, expires {}, SHA-256 {}", keys.certificate().getSubjectX500Principal(),
                keys.expires(),
                keys.fingerprint());
        return keys;
    }

    private static KeyMaterial selfSigned(Path state) throws KeyMaterialException, StartFailure {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new StartFailure(
                    "server.state-dir: cannot be made: " + e + "; set it to a directory that may be written", e);
        }
        var certificate = SelfSigned.loadOrMake(state, Installation.hostName(), InstantSource.system());
        LOG.info("certificate: self-signed{}, SHA-256 {}", certificate.made() ? ", made just now" : "",
                certificate.keys().fingerprint());
        return certificate.keys();
    }

    private static TlsSettings tlsSettings(TlsConfig tls) {
        var protocols = tls.minVersion() == MinVersion.V1_3 ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2");
        return new TlsSettings(protocols, tls.ciphers(), tls.sessionLifetime());
    }

    /** What is promised to every client is tried at every start, since no API of the JDK promises it to us. */
    private static void test(TlsEngines engines, Settings settings) throws StartFailure {
        switch (SessionBinding.selfTest(engines)) {
            case SessionBinding.Verdict.Holds(var freshTickets) -> {
                if (!freshTickets) {
                    LOG.warn(
                            "tls: no fresh tickets on this JVM: clients that use each ticket once (curl) upload one file"
                                    + " a connection; start with bin/ftpsd, which opens what is needed");
                }
            }
            case SessionBinding.Verdict.Broken(var reason) -> {
                if (settings.data().resumption() == Resumption.REQUIRED) {
                    throw new StartFailure("tls: data connections cannot be bound to their sessions here (" + reason
                            + "); use another JDK 25, or set data.resumption to preferred");
                }
                LOG.warn("tls: data connections cannot be bound to their sessions here ({})", reason);
            }
        }
    }
}
