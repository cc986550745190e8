package dev.ftpsd.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.openssl.PEMParser;

/**
 * Loads what client certificates are checked against: the certificates of the authorities, and lists of revoked certificates.
 * Every failure names the file and what helps. Any thread.
 */
public final class TrustFiles {

    /** Those of large authorities have some ten MiB; the list is held in memory, and its file while it is read. */
    private static final long LARGEST_LIST = 64 << 20;

    private TrustFiles() {}

    /**
     * The authorities of a file, PEM or one in DER.
     *
     * @return one at least
     * @throws KeyMaterialException with a sentence for the administrator
     */
    public static List<X509Certificate> authorities(Path file) throws KeyMaterialException {
        var content = KeyFiles.content(file);
        var authorities = KeyFiles.isPem(content) ? PemFiles.certificates(file, KeyFiles.text(content))
                : der(file, content);
        for (var authority : authorities) {
            var flaw = ClientIssuer.flaw(authority);
            // A client's own certificate, signed by itself, is no authority and is trusted as it stands.
            if (flaw.isPresent() && !isSelfSigned(authority)) {
                throw new KeyMaterialException(file + ": " + authority.getSubjectX500Principal() + " is no authority ("
                        + flaw.get() + "); put the certificate there that signs clients'");
            }
            if (flaw.isEmpty()) {
                checkNames(file, authority);
            }
        }
        return authorities;
    }

    /**
     * The lists of revoked certificates (RFC 5280 §5) of a file: PEM, which may hold several, or one in DER; 64 MiB at most.
     * Their dates are not looked at, since a stale list must refuse clients and not the start.
     *
     * @throws KeyMaterialException with a sentence for the administrator
     */
    public static List<X509CRL> revocationLists(Path file) throws KeyMaterialException {
        var content = KeyFiles.content(file, LARGEST_LIST, "is larger than 64 MiB, and no larger list of revoked"
                + " certificates is read; name another file, or set client-ocsp");
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var lists = new ArrayList<X509CRL>();
            for (var der : KeyFiles.isPem(content) ? blocks(content) : List.of(content)) {
                lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(der)));
            }
            if (lists.isEmpty()) {
                throw new KeyMaterialException(
                        file + ": holds no list of revoked certificates (no BEGIN X509 CRL); name"
                                + " the file that does");
            }
            return lists;
        } catch (CRLException | CertificateException | IOException e) {
            throw new KeyMaterialException(file + ": the list of revoked certificates cannot be read (" + e.getMessage()
                    + "); fetch it again", e);
        }
    }

    private static List<byte[]> blocks(byte[] content) throws IOException {
        var blocks = new ArrayList<byte[]>();
        try (var parser = new PEMParser(new StringReader(KeyFiles.text(content)))) {
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof X509CRLHolder list) {
                    blocks.add(list.getEncoded());
                }
            }
        }
        return blocks;
    }

    private static List<X509Certificate> der(Path file, byte[] content) throws KeyMaterialException {
        try {
            return List.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(content)));
        } catch (CertificateException e) {
            throw new KeyMaterialException(file + ": holds no certificate in PEM or DER (" + e.getMessage()
                    + "); name the file with the authorities that sign client certificates", e);
        }
    }

    private static void checkNames(Path file, X509Certificate authority) throws KeyMaterialException {
        try {
            var _ = SignedNames.of(authority);
        } catch (IllegalArgumentException e) {
            throw new KeyMaterialException(file + ": " + e.getMessage() + "; put another authority there", e);
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
