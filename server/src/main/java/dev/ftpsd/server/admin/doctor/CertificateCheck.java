package dev.ftpsd.server.admin.doctor;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import dev.ftpsd.tls.KeyMaterial;

/** What a client that checks certificates would say. */
final class CertificateCheck {

    private static final Duration SOON = Duration.ofDays(21);
    private static final String MADE_ANEW = ", or, if the server made it before server.public-host was set, delete"
            + " self-signed.pem in server.state-dir and restart: clients then see another fingerprint";
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private CertificateCheck() {}

    /**
     * Looks at what a server has shown.
     *
     * @param chain leaf first; not empty
     * @param host the name or address by which clients reach it; empty where that is not known
     */
    static List<Finding> of(List<X509Certificate> chain, Optional<String> host, Instant now) {
        var leaf = chain.getFirst();
        var findings = new ArrayList<Finding>();
        var left = Duration.between(now, leaf.getNotAfter().toInstant());
        var subject = leaf.getSubjectX500Principal().toString();
        if (left.isNegative()) {
            findings.add(Finding.problem("the certificate " + subject + " has expired " + -left.toDays() + " days ago",
                    "put a new one into tls.certificate and tls.key"));
        } else if (left.compareTo(SOON) < 0) {
            findings.add(Finding.note("the certificate " + subject + " expires in " + left.toDays() + " days",
                    "renew it; tls.certificate is read again when it changes"));
        } else {
            findings.add(Finding.ok("the certificate " + subject + " is good for " + left.toDays() + " days"));
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            findings.add(Finding.problem("the certificate is not valid before " + leaf.getNotBefore().toInstant(),
                    "is the clock of this machine right?"));
        }
        var selfSigned = chain.size() == 1 && leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
        host.filter(wanted -> names(leaf).noneMatch(name -> matches(name, wanted)))
                .ifPresent(wanted -> findings.add(Finding.problem(
                        "the certificate is not for " + wanted + " but for " + names(leaf).toList(),
                        "clients that check names refuse it; set tls.certificate, or tls.hosts for that name"
                                + (selfSigned ? MADE_ANEW : ""))));
        if (selfSigned) {
            findings.add(Finding.note("the certificate is self-signed",
                    "clients ask their users to compare its SHA-256, which ftpsd cert shows; set tls.certificate"));
        } else if (!isTrusted(chain)) {
            findings.add(
                    Finding.note("the certificate leads to " + chain.getLast().getIssuerX500Principal()
                            + ", which is no authority that Java knows",
                            "clients that do not know it either refuse it; are all intermediate certificates in"
                                    + " tls.certificate, behind the first?"));
        }
        return findings;
    }

    /** The finding for a certificate that is shown where the server shows none such, if it is one. */
    static Optional<Finding> stranger(X509Certificate leaf, Set<String> own, String remedy) {
        return own.contains(KeyMaterial.fingerprint(leaf)) ? Optional.empty()
                : Optional.of(Finding.problem("the certificate " + leaf.getSubjectX500Principal()
                        + " is none of this server's: something on the way ends TLS itself, or another server answers",
                        remedy));
    }

    private static Stream<String> names(X509Certificate leaf) {
        try {
            var names = leaf.getSubjectAlternativeNames();
            return names == null ? Stream.empty()
                    : names.stream().filter(name -> name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS))
                            .map(name -> String.valueOf(name.get(1)));
        } catch (GeneralSecurityException e) {
            return Stream.empty();
        }
    }

    /** RFC 6125 §6.4: a star stands for one label, the first. */
    private static boolean matches(String name, String host) {
        if (host.contains(":")) {
            return isSameAddress(name, host);
        }
        var wanted = host.toLowerCase(Locale.ROOT);
        var given = name.toLowerCase(Locale.ROOT);
        if (given.startsWith("*.")) {
            var dot = wanted.indexOf('.');
            return dot > 0 && wanted.substring(dot).equals(given.substring(1));
        }
        return given.equals(wanted);
    }

    /** One address of IPv6 can be written in many ways, and what calls itself a name be anything. */
    private static boolean isSameAddress(String name, String host) {
        try {
            return InetAddress.ofLiteral(name).equals(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTrusted(List<X509Certificate> chain) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    trust.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
                }
            }
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
