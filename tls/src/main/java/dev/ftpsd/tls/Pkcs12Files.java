package dev.ftpsd.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Reads PKCS#12 ({@code .p12}, {@code .pfx}) with Bouncy Castle, unregistered: it also opens files of old Windows servers,
 * whose ciphers the JDK refuses.
 */
final class Pkcs12Files {

    private Pkcs12Files() {}

    static KeyFiles.Pair read(Path file, byte[] content, char[] password) throws KeyMaterialException {
        try {
            // Bouncy Castle takes an empty password for none at all; the JDK derives a key from it, as OpenSSL does.
            var store = password.length == 0 ? KeyStore.getInstance("PKCS12")
                    : KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
            store.load(new ByteArrayInputStream(content), password);
            var alias = theKey(file, store);
            var chain = new ArrayList<X509Certificate>();
            for (var certificate : store.getCertificateChain(alias)) {
                chain.add(PemFiles.certificate(file, new X509CertificateHolder(certificate.getEncoded()),
                        chain.size() + 1));
            }
            var key = PrivateKeyInfo.getInstance(store.getKey(alias, password).getEncoded());
            return new KeyFiles.Pair(file, chain, file, PemFiles.toJdk(file, key));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new KeyMaterialException(file + ": is neither PEM nor a PKCS#12 file that tls.key-password opens ("
                    + e.getMessage() + "); correct the password or name another file", e);
        }
    }

    private static String theKey(Path file, KeyStore store) throws KeyMaterialException, GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        var keys = new ArrayList<String>();
        for (var alias : aliases) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new KeyMaterialException(
                    file + ": holds " + keys.size() + " private keys; it must hold one with its chain");
        }
        return keys.getFirst();
    }
}
