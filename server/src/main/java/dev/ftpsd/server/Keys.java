package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.TlsConfig;
import dev.ftpsd.server.config.TlsConfig.MinVersion;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.KeyFiles;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.KeyMaterialException;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Loads the certificate and makes the engines, once at start; whatever is wrong is said in one line. */
final class Keys {

    private static final Logger LOG = LogManager.getLogger(Keys.class);

    private Keys() {}

    /**
     * The engines, tried before they are used.
     *
     * @throws StartFailure if the certificate cannot be used, or {@link EngineChoice} finds no engine for it
     */
    static TlsEngines engines(Installation installation, Loaded loaded) throws StartFailure {
        var settings = loaded.settings();
        try {
            var keys = keys(installation, loaded);
            keys.remarks().forEach(remark -> LOG.warn("certificate: {}", remark));
            return new EngineChoice(tlsSettings(settings.tls()), ServerKeys.of(keys), new ClientTrust.Off(),
                    settings.data().resumption()).choose(settings.tls().engine());
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
}
