package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.tls.HostName;
import dev.ftpsd.tls.TlsSettings;

/**
 * Certificates, versions and engine, as the file names them. Paths are as written; relative ones count from the
 * configuration folder.
 *
 * @param keys the standard certificates, with different kinds of keys; empty (the default) means a self-signed one, made once in
 *        the state folder
 * @param keyPassword opens every key that is encrypted
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
public record TlsConfig(List<KeyPaths> keys, Optional<Secret> keyPassword, List<HostKeys> hosts, Engine engine,
        MinVersion minVersion, List<String> ciphers, ClientCertificate clientCertificate,
        Optional<Path> clientCa, Optional<Path> clientCrl, Ocsp clientOcsp, Duration handshakeTimeout,
        Duration sessionLifetime, List<Duration> expiryWarning) {

    public static final TlsConfig DEFAULTS = new TlsConfig(List.of(), Optional.empty(), List.of(), Engine.AUTO,
            MinVersion.V1_2, List.of(), ClientCertificate.OFF, Optional.empty(),
            Optional.empty(), Ocsp.OFF, Duration.ofSeconds(10), Duration.ofHours(24),
            List.of(Duration.ofDays(21), Duration.ofDays(7), Duration.ofDays(1)));

    public TlsConfig {
        keys = List.copyOf(keys);
        hosts = List.copyOf(hosts);
        ciphers = List.copyOf(ciphers);
        expiryWarning = List.copyOf(expiryWarning);
        Checks.that(clientCertificate == ClientCertificate.OFF || clientCa.isPresent(),
                "client-ca is needed unless client-certificate is off");
        Checks.notNegative(handshakeTimeout, "handshake-timeout");
        Checks.positive(sessionLifetime, "session-lifetime");
    }

    /** Versions, suites and the life of sessions, in the words of the engines. */
    public TlsSettings forEngines() {
        return new TlsSettings(minVersion == MinVersion.V1_3 ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2"),
                ciphers, sessionLifetime);
    }

    /** Every file that is named, as written. */
    public List<Path> files() {
        var pairs = Stream.concat(keys.stream(), hosts.stream().flatMap(host -> host.keys().stream()));
        return Stream.concat(pairs.flatMap(pair -> Stream.of(pair.certificate(), pair.key())),
                Stream.of(clientCa, clientCrl).flatMap(Optional::stream)).distinct().toList();
    }

    /**
     * A certificate and its key.
     *
     * @param certificate PEM chain or PKCS#12
     * @param key PEM, PKCS#8, PKCS#1 or SEC1; the certificate's file where that holds it
     */
    public record KeyPaths(Path certificate, Path key) {}

    /**
     * The certificates of one host.
     *
     * @param name what clients ask for; may be a wildcard
     * @param keys one at least, with different kinds of keys
     */
    public record HostKeys(HostName name, List<KeyPaths> keys) {

        public HostKeys {
            keys = List.copyOf(keys);
            Checks.that(!keys.isEmpty(), "host " + name + " has no certificate");
        }
    }

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
