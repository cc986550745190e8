package dev.ftpsd.tls;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Which cipher suites are offered, in the server's order. Any thread. */
public final class CipherPolicy {

    /**
     * Forward secrecy and authenticated encryption only (RFC 9325 §4.2). AES-128 comes first because its transfers cost the
     * server a quarter less than AES-256's, and nobody breaks either; ChaCha20 comes last because it is the slowest one
     * wherever the server has AES instructions.
     */
    public static final List<String> BUILT_IN = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final int NAMES_OFFERED = 3;

    private CipherPolicy() {}

    /**
     * The suites to enable, best first.
     *
     * @throws IllegalArgumentException with every problem of {@link #problems}
     */
    public static List<String> suites(TlsSettings settings) {
        var problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }

        return settings.cipherSuites().isEmpty() ? BUILT_IN : settings.cipherSuites();
    }

    /**
     * One sentence for each unknown name and for each enabled version that no suite serves: a name that is dropped in
     * silence would leave the administrator with other ciphers than those that he wrote.
     */
    public static List<String> problems(TlsSettings settings) {
        var suites = settings.cipherSuites();
        if (suites.isEmpty()) {
            return List.of();
        }

        var problems = new ArrayList<String>();
        suites.forEach(suite -> unknown(suite).ifPresent(problems::add));
        for (var protocol : settings.protocols()) {
            var modern = protocol.equals("TLSv1.3");
            if (suites.stream().noneMatch(suite -> isFor13(suite) == modern)) {
                var example = BUILT_IN.stream().filter(suite -> isFor13(suite) == modern).findFirst().orElseThrow();
                problems.add("no cipher suite is for " + protocol + "; add one, such as " + example + ", or disable "
                        + protocol);
            }
        }
        return List.copyOf(problems);
    }

    /** What is wrong with a name that no suite has; empty where one has it. */
    public static Optional<String> unknown(String suite) {
        var known = namesOfTheJdk();
        return known.contains(suite) ? Optional.empty()
                : Optional.of("unknown cipher suite " + suite + "; near names: "
                        + String.join(", ", near(suite, known)));
    }

    /** TLS 1.3 names its suites without a key exchange: no {@code _WITH_} (RFC 8446 §B.4). */
    private static boolean isFor13(String suite) {
        return !suite.contains("_WITH_");
    }

    private static List<String> near(String name, Set<String> known) {
        var wanted = name.toUpperCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NAMES_OFFERED)
                .toList();
    }

    /** How many characters must be inserted, removed or replaced to make one name of the other. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        Arrays.setAll(previous, column -> column);
        for (var row = 1; row <= a.length(); row++) {
            var current = new int[b.length() + 1];
            current[0] = row;
            for (var column = 1; column <= b.length(); column++) {
                var replaced = previous[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static Set<String> namesOfTheJdk() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            // The default list leaves out what the JDK's security policy disables; such a name would never be negotiated.
            return Set.of(context.getDefaultSSLParameters().getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
