package dev.ftpsd.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Reads PEM. Bouncy Castle knows its many dialects; it is used without being registered as a provider, because at the front
 * of the list it breaks the JDK's own key stores. The objects that come out are the JDK's.
 */
final class PemFiles {

    private static final Pattern PARAMETERS =
            Pattern.compile("-----BEGIN (X9\\.42 )?DH PARAMETERS-----[^-]*-----END (X9\\.42 )?DH PARAMETERS-----");

    private PemFiles() {}

    static List<X509Certificate> certificates(Path file, String text) throws KeyMaterialException {
        var chain = new ArrayList<X509Certificate>();
        for (var object : objects(file, text)) {
            var holder = switch (object) {
                case X509CertificateHolder certificate -> certificate;
                case X509TrustedCertificateBlock trusted -> trusted.getCertificateHolder();
                default -> null;
            };
            if (holder != null) {
                chain.add(certificate(file, holder, chain.size() + 1));
            }
        }
        if (chain.isEmpty()) {
            throw new KeyMaterialException(file + ": holds no certificate (no BEGIN CERTIFICATE); put the server's"
                    + " certificate there, followed by those that signed it");
        }
        return chain;
    }

    static PrivateKey privateKey(Path file, String text, char[] password) throws KeyMaterialException {
        for (var object : objects(file, text)) {
            var key = privateKey(file, object, password);
            if (key.isPresent()) {
                return toJdk(file, key.get());
            }
        }
        throw new KeyMaterialException(file + ": holds no private key; set tls.key to the file that does");
    }

    private static Optional<PrivateKeyInfo> privateKey(Path file, Object object, char[] password)
            throws KeyMaterialException {
        return switch (object) {
            case PrivateKeyInfo key -> Optional.of(key);
            case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo encrypted -> Optional.of(decrypt(file, encrypted, password));
            case PEMEncryptedKeyPair encrypted -> Optional.of(decrypt(file, encrypted, password));
            default -> Optional.empty();
        };
    }

    private static PrivateKeyInfo decrypt(Path file, PKCS8EncryptedPrivateKeyInfo encrypted, char[] password)
            throws KeyMaterialException {
        demandPassword(file, password);
        try {
            return encrypted.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider(new BouncyCastleProvider())
                            .build(password));
        } catch (OperatorCreationException | PKCSException e) {
            throw wrongPassword(file, e);
        }
    }

    private static PrivateKeyInfo decrypt(Path file, PEMEncryptedKeyPair encrypted, char[] password)
            throws KeyMaterialException {
        demandPassword(file, password);
        try {
            return encrypted.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder().setProvider(new BouncyCastleProvider()).build(password))
                    .getPrivateKeyInfo();
        } catch (IOException e) {
            throw wrongPassword(file, e);
        }
    }

    private static void demandPassword(Path file, char[] password) throws KeyMaterialException {
        if (password.length == 0) {
            throw new KeyMaterialException(file + ": the private key is encrypted; set tls.key-password");
        }
    }

    private static KeyMaterialException wrongPassword(Path file, Exception cause) {
        return new KeyMaterialException(
                file + ": the private key cannot be decrypted; tls.key-password is wrong or the file is damaged",
                cause);
    }

    private static List<Object> objects(Path file, String text) throws KeyMaterialException {
        var objects = new ArrayList<Object>();
        try (var parser = new PEMParser(new StringReader(onlyWhatServes(text)))) {
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        } catch (IOException | RuntimeException e) {
            throw new KeyMaterialException(file + ": PEM block " + (objects.size() + 1) + " is damaged or cut off ("
                    + e.getMessage() + "); copy the file again", e);
        }
        return objects;
    }

    /** Without the parameters that files of other servers hold beside: nobody here needs them, and the parser does not know all. */
    private static String onlyWhatServes(String text) {
        return PARAMETERS.matcher(text).replaceAll("");
    }

    static X509Certificate certificate(Path file, X509CertificateHolder holder, int number)
            throws KeyMaterialException {
        try {
            var der = new ByteArrayInputStream(holder.getEncoded());
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
        } catch (IOException | CertificateException e) {
            throw new KeyMaterialException(
                    file + ": certificate " + number + " cannot be read (" + e.getMessage() + "); have it issued anew",
                    e);
        }
    }

    static PrivateKey toJdk(Path file, PrivateKeyInfo key) throws KeyMaterialException {
        var algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm.getId()).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyMaterialException(file + ": the private key (algorithm " + algorithm
                    + ") cannot be used (" + e.getMessage()
                    + "); RSA of 2048 bits or more and ECDSA on P-256, P-384 or P-521 can", e);
        }
    }
}
