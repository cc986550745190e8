package dev.ftpsd.tls;

import java.time.Duration;
import java.util.List;

/**
 * What the administrator set for TLS, already checked for its types.
 *
 * @param protocols enabled versions in JSSE's words: {@code TLSv1.2}, {@code TLSv1.3}
 * @param cipherSuites allowed suites in JSSE's words, best first; empty means the built-in list of {@link CipherPolicy}
 * @param sessionLifetime how long a session may be resumed, at least one second; more than seven days makes the JDK issue
 *        no tickets, so it is capped there
 */
public record TlsSettings(List<String> protocols, List<String> cipherSuites, Duration sessionLifetime) {

    /** RFC 8446 §4.6.1: a ticket lives at most seven days. */
    public static final Duration LONGEST_SESSION = Duration.ofDays(7);

    private static final List<String> KNOWN_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** TLS 1.3 and 1.2, built-in suites, one day. */
    public static final TlsSettings DEFAULTS = new TlsSettings(List.of("TLSv1.3", "TLSv1.2"), List.of(),
            Duration.ofHours(24));

    public TlsSettings {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        if (protocols.isEmpty() || !KNOWN_PROTOCOLS.containsAll(protocols)) {
            throw new IllegalArgumentException("TLS versions are TLSv1.3 and TLSv1.2, not " + protocols);
        }
        if (sessionLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a TLS session lives at least one second, not " + sessionLifetime);
        }
        if (sessionLifetime.compareTo(LONGEST_SESSION) > 0) {
            sessionLifetime = LONGEST_SESSION;
        }
    }
}
