package dev.ftpsd.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Which certificate is a user's, in one of the ways of {@code certificates:} in {@code users.yaml}. What is compared is exact: a
 * name that is only like another is another.
 */
public sealed interface CertificateName {

    /** Whether the certificate, whose path has been verified, is meant. */
    boolean means(X509Certificate certificate);

    /**
     * Reads a SHA-256 fingerprint (64 hexadecimal digits, with or without colons), a subject ({@code CN=Anna,O=Example}), an e-mail
     * address or a DNS name.
     *
     * @throws IllegalArgumentException if the text is none of them; the message says what is expected
     */
    static CertificateName parse(String text) {
        if (Fingerprint.FORM.matcher(text).matches()) {
            return new Fingerprint(text.replace(":", "").toLowerCase(Locale.ROOT));
        }
        if (text.indexOf('=') > 0) {
            return new Subject(Subject.exact(new X500Principal(text)));
        }
        if (Mail.FORM.matcher(text).matches()) {
            return new Mail(Mail.lowerDomain(text));
        }
        if (Dns.FORM.matcher(text).matches()) {
            return new Dns(text.toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(
                "no certificate is named like this: write its SHA-256 (64 hexadecimal digits), its"
                        + " subject (CN=Anna,O=Example), or an e-mail address or DNS name that it holds");
    }

    /** How it is written, fit for {@link #parse}. */
    default String text() {
        return switch (this) {
            case Fingerprint(var sha256) -> sha256;
            case Subject(var name) -> name;
            case Mail(var address) -> address;
            case Dns(var name) -> name;
        };
    }

    /**
     * By its fingerprint.
     *
     * @param sha256 of the certificate in DER, 64 hexadecimal digits in lower case
     */
    record Fingerprint(String sha256) implements CertificateName {

        private static final Pattern FORM = Pattern.compile("(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}");

        @Override
        public boolean means(X509Certificate certificate) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                return sha256.equals(HexFormat.of().formatHex(digest));
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /**
     * By its subject.
     *
     * @param name the subject after RFC 2253, compared with its case
     */
    record Subject(String name) implements CertificateName {

        private static final Map<String, String> WORDS = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS");

        static String exact(X500Principal principal) {
            return principal.getName(X500Principal.RFC2253, WORDS);
        }

        @Override
        public boolean means(X509Certificate certificate) {
            return name.equals(exact(certificate.getSubjectX500Principal()));
        }
    }

    /**
     * By an e-mail address.
     *
     * @param address an rfc822Name among the alternative names; case counts before the @ alone (RFC 5280 §7.5)
     */
    record Mail(String address) implements CertificateName {

        private static final Pattern FORM = Pattern.compile("[^@\\s]+@[^@\\s]+");
        private static final int KIND = 1;

        static String lowerDomain(String address) {
            var at = address.lastIndexOf('@');
            return address.substring(0, at + 1) + address.substring(at + 1).toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean means(X509Certificate certificate) {
            return holds(certificate, KIND, name -> FORM.matcher(name).matches() && address.equals(lowerDomain(name)));
        }
    }

    /**
     * By a DNS name.
     *
     * @param name a dNSName among the alternative names, in lower case; a wildcard means nobody
     */
    record Dns(String name) implements CertificateName {

        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");
        private static final int KIND = 2;

        @Override
        public boolean means(X509Certificate certificate) {
            return holds(certificate, KIND, found -> name.equals(found.toLowerCase(Locale.ROOT)));
        }
    }

    private static boolean holds(X509Certificate certificate, Integer kind,
            Predicate<String> wanted) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().filter(name -> kind.equals(name.getFirst()))
                    .map(name -> String.valueOf(name.get(1))).anyMatch(wanted);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
