package dev.ftpsd.tls;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A folder with a certificate file and a key file that belong together until a test spoils them. */
final class KeyFolder {

    final TestAuthority authority = new TestAuthority("Test CA");
    Path certificateFile;
    Path keyFile;
    KeyMaterial good;

    KeyFolder(Path folder) throws Exception {
        certificateFile = folder.resolve("server.pem");
        keyFile = folder.resolve("server.key");
        good = issue("P-256");
        put(good);
    }

    KeyMaterial issue(String algorithm) throws Exception {
        return authority.issue("ftp.example.org", algorithm, KeyPurposeId.id_kp_serverAuth);
    }

    /** Writes this material into the two files, the key in PKCS#8. */
    void put(KeyMaterial material) throws Exception {
        good = material;
        write(certificateFile, material.chain().toArray());
        write(keyFile, new JcaPKCS8Generator(material.key(), null));
    }

    KeyMaterial assertLoads(String password) throws KeyMaterialException {
        var loaded = KeyFiles.load(certificateFile, keyFile, password.toCharArray(), InstantSource.system());
        assertEquals(good.chain(), loaded.chain());
        // That it is the very key is proven by the load: it belongs to the certificate.
        assertEquals(good.key().getAlgorithm(), loaded.key().getAlgorithm());
        return loaded;
    }

    void assertProblem(String beginning, String password) {
        var failure = assertThrows(KeyMaterialException.class,
                () -> KeyFiles.load(certificateFile, keyFile, password.toCharArray(), InstantSource.system()));
        assertTrue(failure.getMessage().startsWith(beginning), failure.getMessage());
    }

    static void write(Path file, Object... objects) throws Exception {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            for (var object : objects) {
                pem.writeObject(object);
            }
        }
        Files.writeString(file, text.toString());
    }
}
