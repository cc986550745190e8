package dev.ftpsd.tls;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Why clients of TLS 1.2 would share no suite with a server that has these keys: there a suite says with what kind of key the server
     * signs. Empty where they would, or where TLS 1.2 is off.
     *
     * @param pairs those of one host
     */
    public static Optional<String> unserved(TlsSettings settings, List<KeyMaterial> pairs) {
        return unservedKinds(settings, pairs.stream().map(pair -> pair.key().getAlgorithm()).toList());
    }

    /** As {@link #unserved(TlsSettings, List)}, of the first host for which it is so. */
    public static Optional<String> unserved(TlsSettings settings, ServerKeys keys) {
        return Stream.concat(Stream.of(keys.standard()), keys.hosts().stream().map(ServerKeys.Host::pairs))
                .flatMap(pairs -> unserved(settings, pairs).stream()).findFirst();
    }

    /** As {@link #unserved(TlsSettings, List)}, by the names of the keys' algorithms; one at least. */
    public static Optional<String> unservedKinds(TlsSettings settings, List<String> algorithms) {
        var suites = settings.cipherSuites().isEmpty() ? BUILT_IN : settings.cipherSuites();
        var kinds = algorithms.stream().map(CipherPolicy::authentication).toList();
        if (!settings.protocols().contains("TLSv1.2")
                || suites.stream().anyMatch(suite -> kinds.stream().anyMatch(kind -> suite.contains(kind)))) {
            return Optional.empty();
        }
        var example =
                BUILT_IN.stream().filter(suite -> kinds.stream().anyMatch(kind -> suite.contains(kind))).findFirst();
        return Optional
                .of("no cipher suite of TLSv1.2 goes with a key of " + algorithms.getFirst() + ": "
                        + example.map(name -> "add one to tls.ciphers, such as " + name + ", or ").orElse("")
                        + "set tls.min-version to 1.3");
    }

    private static String authentication(String keyAlgorithm) {
        // Keys of RSASSA-PSS go with the same suites, those of EdDSA with ECDSA's (RFC 8422 §5.10).
        return keyAlgorithm.startsWith("RSA") ? "_RSA_WITH_" : "_ECDSA_WITH_";
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
