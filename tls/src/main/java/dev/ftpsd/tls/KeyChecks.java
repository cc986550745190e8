package dev.ftpsd.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.tls.KeyFiles.Pair;

/** Whether a key and a chain will serve; each check ends in one sentence for the administrator. */
final class KeyChecks {

    private static final int SMALLEST_RSA = 2048;
    private static final String SERVER_PURPOSE = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private KeyChecks() {}

    static void check(Pair pair, Instant now) throws KeyMaterialException {
        checkKey(pair);
        checkOrder(pair);
        checkDates(pair, now);
    }

    /** What works but deserves a line in the log. */
    static List<String> remarks(Pair pair) {
        var remarks = new ArrayList<String>();
        if (pair.keyIsPublic()) {
            remarks.add(pair.keyFile() + ": every user of this machine may read the private key; chmod 600 it");
        }
        if (!isForServers(pair.chain().getFirst())) {
            remarks.add(
                    name(pair, 0) + " is not meant for servers (no serverAuth among its purposes); many clients refuse"
                            + " it");
        }
        return remarks;
    }

    private static void checkKey(Pair pair) throws KeyMaterialException {
        var key = pair.key();
        var leaf = pair.chain().getFirst();
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SMALLEST_RSA) {
            throw new KeyMaterialException(pair.keyFile() + ": the RSA key has " + rsa.getModulus().bitLength()
                    + " bits; make one of at least " + SMALLEST_RSA);
        }
        if (Belonging.of(key, leaf)) {
            return;
        }

        for (var index = 1; index < pair.chain().size(); index++) {
            if (Belonging.of(key, pair.chain().get(index))) {
                throw new KeyMaterialException(
                        name(pair, index) + " belongs to the private key but is not the first; put"
                                + " it first, then the one that signed it");
            }
        }
        throw new KeyMaterialException(name(pair, 0) + " does not belong to the private key in " + pair.keyFile()
                + "; one of the two files is of another certificate");
    }

    private static void checkOrder(Pair pair) throws KeyMaterialException {
        for (var index = 0; index + 1 < pair.chain().size(); index++) {
            var signed = pair.chain().get(index);
            try {
                signed.verify(pair.chain().get(index + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new KeyMaterialException(name(pair, index + 1) + " did not sign certificate " + (index + 1)
                        + "; put the certificate of " + signed.getIssuerX500Principal() + " there", e);
            }
        }
    }

    private static void checkDates(Pair pair, Instant now) throws KeyMaterialException {
        for (var index = 0; index < pair.chain().size(); index++) {
            var certificate = pair.chain().get(index);
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new KeyMaterialException(
                        name(pair, index) + " expired on " + day(certificate.getNotAfter().toInstant())
                                + "; renew it or set tls.certificate to another");
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new KeyMaterialException(name(pair, index) + " is not valid before "
                        + day(certificate.getNotBefore().toInstant()) + "; check this machine's clock or wait");
            }
        }
    }

    private static boolean isForServers(X509Certificate leaf) {
        try {
            var purposes = leaf.getExtendedKeyUsage();
            return purposes == null || purposes.contains(SERVER_PURPOSE) || purposes.contains(ANY_PURPOSE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static String name(Pair pair, int index) {
        return pair.certificateFile() + ": certificate " + (index + 1) + " ("
                + pair.chain().get(index).getSubjectX500Principal() + ")";
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
