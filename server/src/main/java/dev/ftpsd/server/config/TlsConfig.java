package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Secret;

/**
 * Certificates, versions and engine, as the file names them. Paths are as written; relative ones count from the
 * configuration folder.
 *
 * @param certificate PEM chain or PKCS#12; empty (the default) means a self-signed one, made once in the state folder
 * @param key PEM, PKCS#8, PKCS#1 or SEC1; empty (the default) means that the certificate's file holds it
 * @param keyPassword opens an encrypted key
 * @param hosts further certificates, chosen by SNI and by HOST (RFC 7151)
 * @param engine which implementation encrypts; default auto
 * @param minVersion the oldest version that is spoken; default 1.2
 * @param ciphers allowed suites by their IANA names, best first; empty (the default) means the built-in list
 * @param clientCertificate whether clients are asked for a certificate; default off
 * @param clientCa PEM bundle that client certificates chain to; needed unless clientCertificate is off
 * @param clientCrl revoked client certificates, PEM or DER; a stale list refuses handshakes
 * @param clientOcsp whether the client certificate's OCSP responder is asked; default off
 * @param handshakeTimeout how long a handshake may take; 0s for no limit; default 10s
 * @param sessionLifetime how long a session may be resumed; longer than 0s; default 24h
 * @param expiryWarning how long before a certificate's end a warning is logged, longest first; default 21d, 7d, 1d
 */
public record TlsConfig(Optional<Path> certificate, Optional<Path> key, Optional<Secret> keyPassword,
        List<HostKey> hosts,
        Engine engine, MinVersion minVersion, List<String> ciphers, ClientCertificate clientCertificate,
        Optional<Path> clientCa, Optional<Path> clientCrl, Ocsp clientOcsp, Duration handshakeTimeout,
        Duration sessionLifetime, List<Duration> expiryWarning) {

    public static final TlsConfig DEFAULTS = new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty(),
            List.of(), Engine.AUTO, MinVersion.V1_2, List.of(), ClientCertificate.OFF, Optional.empty(),
            Optional.empty(), Ocsp.OFF, Duration.ofSeconds(10), Duration.ofHours(24),
            List.of(Duration.ofDays(21), Duration.ofDays(7), Duration.ofDays(1)));

    public TlsConfig {
        hosts = List.copyOf(hosts);
        ciphers = List.copyOf(ciphers);
        expiryWarning = List.copyOf(expiryWarning);
        Checks.that(clientCertificate == ClientCertificate.OFF || clientCa.isPresent(),
                "client-ca is needed unless client-certificate is off");
        Checks.that(key.isEmpty() || certificate.isPresent(), "key is set but certificate is not");
        Checks.notNegative(handshakeTimeout, "handshake-timeout");
        Checks.positive(sessionLifetime, "session-lifetime");
    }

    /**
     * A certificate for one host name.
     *
     * @param name the DNS name that clients send
     * @param certificate PEM chain or PKCS#12
     * @param key empty means that the certificate's file holds it
     */
    public record HostKey(String name, Path certificate, Optional<Path> key) {}

    /** Which implementation encrypts. */
    public enum Engine implements Worded {
        /** OpenSSL where the system has it, else the JDK's. */
        AUTO, OPENSSL, JDK
    }

    /** The oldest version that is spoken. */
    public enum MinVersion implements Worded {
        V1_2, V1_3;

        @Override
        public String word() {
            return name().substring(1).replace('_', '.');
        }
    }

    /** Whether clients are asked for a certificate. */
    public enum ClientCertificate implements Worded {
        OFF, WANTED, REQUIRED
    }

    /** Whether a client certificate's OCSP responder (RFC 6960) is asked. */
    public enum Ocsp implements Worded {
        OFF,
        /** Asked; a responder that does not answer lets the client in. */
        SOFT,
        /** Asked; only a good answer lets the client in. */
        HARD
    }
}
