package dev.ftpsd.tls;

import java.time.Duration;
import java.util.List;

/**
 * What the administrator set for TLS, already checked for its types.
 *
 * @param protocols enabled versions in JSSE's words: {@code TLSv1.2}, {@code TLSv1.3}
 * @param cipherSuites allowed suites in JSSE's words, best first; empty means the built-in list of {@link CipherPolicy}
 * @param sessionLifetime how long a session may be resumed; more than seven days makes the JDK issue no tickets, so it is
 *        capped there
 */
public record TlsSettings(List<String> protocols, List<String> cipherSuites, Duration sessionLifetime) {

    /** TLS 1.3 and 1.2, built-in suites, one day. */
    public static final TlsSettings DEFAULTS = new TlsSettings(List.of("TLSv1.3", "TLSv1.2"), List.of(),
            Duration.ofHours(24));

    public TlsSettings {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
