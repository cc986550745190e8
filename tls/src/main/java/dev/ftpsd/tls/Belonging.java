package dev.ftpsd.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whether a private key and a certificate belong together. Nearly every private key carries its public half (RFC 8017 §A.1.2,
 * RFC 5915 §3), and comparing it costs nothing; a signature in a JVM that has just begun costs a tenth of its start.
 */
final class Belonging {

    private Belonging() {}

    /** True if the certificate's public key is that of {@code key}. */
    static boolean of(PrivateKey key, X509Certificate certificate) {
        if (key instanceof RSAPrivateCrtKey own && certificate.getPublicKey() instanceof RSAPublicKey shown) {
            return own.getModulus().equals(shown.getModulus())
                    && own.getPublicExponent().equals(shown.getPublicExponent());
        }
        return ownPublicKey(key).map(own -> Arrays.equals(own, certificate.getPublicKey().getEncoded()))
                .orElseGet(() -> proven(key, certificate));
    }

    /** What an ECDSA key's file says of its public half; empty where it leaves that out. */
    private static Optional<byte[]> ownPublicKey(PrivateKey key) {
        var encoded = key.getEncoded();
        if (!key.getAlgorithm().equals("EC") || encoded == null) {
            return Optional.empty();
        }
        try {
            var info = PrivateKeyInfo.getInstance(encoded);
            var point = ECPrivateKey.getInstance(info.parsePrivateKey()).getPublicKey();
            return point == null ? Optional.empty()
                    : Optional.of(new SubjectPublicKeyInfo(info.getPrivateKeyAlgorithm(), point.getOctets())
                            .getEncoded(ASN1Encoding.DER));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** The proof of belonging: what the key signs, the certificate verifies. */
    private static boolean proven(PrivateKey key, X509Certificate certificate) {
        var probe = "which key is it?".getBytes(StandardCharsets.US_ASCII);
        try {
            var signing = signature(key.getAlgorithm());
            signing.initSign(key);
            signing.update(probe);
            var verifying = signature(key.getAlgorithm());
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            // Another kind of key, or another curve.
            return false;
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "EC" -> Signature.getInstance("SHA256withECDSA");
            case "RSA" -> Signature.getInstance("SHA256withRSA");
            case "RSASSA-PSS" -> {
                var signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield signature;
            }
            default -> Signature.getInstance(algorithm);
        };
    }
}
