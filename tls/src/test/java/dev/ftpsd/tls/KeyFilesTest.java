package dev.ftpsd.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every form in which keys and certificates come. */
class KeyFilesTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private KeyFolder files;

    @BeforeEach
    void writeGoodFiles() throws Exception {
        files = new KeyFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "RSA-2048", "Ed25519"})
    void pkcs_8_keys_of_every_usual_kind_are_read(String algorithm) throws Exception {
        files.good = files.issue(algorithm);
        KeyFolder.write(files.certificateFile, files.good.chain().toArray());
        KeyFolder.write(files.keyFile, new JcaPKCS8Generator(files.good.key(), null));

        files.assertLoads("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "RSA-2048"})
    void sec_1_and_pkcs_1_keys_are_read(String algorithm) throws Exception {
        files.good = files.issue(algorithm);
        KeyFolder.write(files.certificateFile, files.good.chain().toArray());
        KeyFolder.write(files.keyFile, traditional(files.good.key()));

        assertTrue(Files.readString(files.keyFile).matches("(?s)-----BEGIN (EC|RSA) PRIVATE KEY-----.*"));
        files.assertLoads("");
    }

    @Test
    void encrypted_pkcs_8_keys_are_read_with_their_password() throws Exception {
        KeyFolder.write(files.keyFile, encrypted(files.good.key()));

        assertTrue(Files.readString(files.keyFile).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        files.assertLoads(PASSWORD);
        files.assertProblem(files.keyFile + ": the private key is encrypted; set tls.key-password", "");
        files.assertProblem(files.keyFile + ": the private key cannot be decrypted", "wrong");
    }

    @Test
    void keys_in_the_old_encrypted_form_of_openssl_are_read_with_their_password() throws Exception {
        try (var pem = new JcaPEMWriter(Files.newBufferedWriter(files.keyFile))) {
            pem.writeObject(traditional(files.good.key()),
                    new JcePEMEncryptorBuilder("AES-256-CBC").setProvider(new BouncyCastleProvider())
                            .build(PASSWORD.toCharArray()));
        }

        assertTrue(Files.readString(files.keyFile).contains("Proc-Type: 4,ENCRYPTED"));
        files.assertLoads(PASSWORD);
        files.assertProblem(files.keyFile + ": the private key is encrypted; set tls.key-password", "");
        files.assertProblem(files.keyFile + ": the private key cannot be decrypted", "wrong");
    }

    @Test
    void one_file_may_hold_the_key_and_the_chain() throws Exception {
        Files.writeString(files.certificateFile,
                Files.readString(files.keyFile) + Files.readString(files.certificateFile));
        files.keyFile = files.certificateFile;

        files.assertLoads("");
    }

    /** As stunnel, HAProxy and Courier have it. */
    @Test
    void parameters_of_other_servers_in_the_file_are_passed_over() throws Exception {
        var parameters = "-----BEGIN DH PARAMETERS-----\nMAYCAQICAQI=\n-----END DH PARAMETERS-----\n";
        Files.writeString(files.certificateFile,
                Files.readString(files.keyFile) + parameters + Files.readString(files.certificateFile) + parameters);
        files.keyFile = files.certificateFile;

        files.assertLoads("");
    }

    @Test
    void a_pkcs_12_file_without_a_password_is_read() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("ftp", files.good.key(), new char[0], files.good.chain().toArray(X509Certificate[]::new));
        files.certificateFile = folder.resolve("server.p12");
        files.keyFile = files.certificateFile;
        try (var file = Files.newOutputStream(files.certificateFile)) {
            store.store(file, new char[0]);
        }

        files.assertLoads("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK", "Bouncy Castle"})
    void pkcs_12_files_of_the_jdk_and_of_others_are_read(String maker) throws Exception {
        var store = maker.equals("JDK") ? KeyStore.getInstance("PKCS12")
                : KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        store.load(null, null);
        store.setKeyEntry("ftp", files.good.key(), PASSWORD.toCharArray(),
                files.good.chain().toArray(X509Certificate[]::new));
        files.certificateFile = folder.resolve("server.p12");
        files.keyFile = files.certificateFile;
        try (var file = Files.newOutputStream(files.certificateFile)) {
            store.store(file, PASSWORD.toCharArray());
        }

        files.assertLoads(PASSWORD);
        files.assertProblem(files.certificateFile + ": is neither PEM nor a PKCS#12 file that tls.key-password opens",
                "wrong");
    }

    @Test
    void the_private_key_has_no_way_into_a_log() throws Exception {
        assertEquals("KeyMaterial[CN=ftp.example.org, " + files.good.fingerprint() + "]",
                files.assertLoads("").toString());
    }

    private static JcaPKCS8Generator encrypted(PrivateKey key) throws Exception {
        return new JcaPKCS8Generator(key, new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider()).setPassword(PASSWORD.toCharArray()).build());
    }

    /** As OpenSSL writes it: an ECDSA key with the name of its curve inside (RFC 5915 §3), which a JDK key lacks. */
    private static Object traditional(PrivateKey key) throws Exception {
        if (!(key instanceof ECPrivateKey elliptic)) {
            return key;
        }
        var info = PrivateKeyInfo.getInstance(key.getEncoded());
        var curve = info.getPrivateKeyAlgorithm();
        var inner = new org.bouncycastle.asn1.sec.ECPrivateKey(elliptic.getParams().getOrder().bitLength(),
                elliptic.getS(), curve.getParameters());
        return new PrivateKeyInfo(curve, inner);
    }
}
