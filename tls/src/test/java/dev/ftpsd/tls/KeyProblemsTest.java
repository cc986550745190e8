package dev.ftpsd.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the administrator reads when a file is wrong. */
class KeyProblemsTest {

    @TempDir
    Path folder;

    private KeyFolder files;

    @BeforeEach
    void writeGoodFiles() throws Exception {
        files = new KeyFolder(folder);
    }

    @Test
    void a_missing_file_is_named() {
        files.keyFile = folder.resolve("absent.key");

        files.assertProblem(files.keyFile + ": does not exist", "");
    }

    @Test
    void a_key_of_another_certificate_is_noticed() throws Exception {
        KeyFolder.write(files.keyFile, new JcaPKCS8Generator(files.issue("P-256").key(), null));

        files.assertProblem(
                files.certificateFile + ": certificate 1 (CN=ftp.example.org) does not belong to the private key in "
                        + files.keyFile,
                "");
    }

    @Test
    void a_chain_that_begins_with_the_authority_is_noticed() throws Exception {
        KeyFolder.write(files.certificateFile, files.authority.certificate(), files.good.certificate());

        files.assertProblem(
                files.certificateFile + ": certificate 2 (CN=ftp.example.org) belongs to the private key but is not the"
                        + " first; put it first",
                "");
    }

    @Test
    void a_chain_with_a_foreign_link_names_the_certificate_that_is_missing() throws Exception {
        KeyFolder.write(files.certificateFile, files.good.certificate(), new TestAuthority("Other CA").certificate());

        files.assertProblem(
                files.certificateFile
                        + ": certificate 2 (CN=Other CA) did not sign certificate 1; put the certificate of"
                        + " CN=Test CA there",
                "");
    }

    @Test
    void an_expired_certificate_says_since_when() throws Exception {
        var now = Instant.now();
        var end = now.minus(Duration.ofDays(3));
        files.put(files.authority.issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth,
                now.minus(Duration.ofDays(9)),
                end));

        files.assertProblem(files.certificateFile + ": certificate 1 (CN=ftp.example.org) expired on "
                + LocalDate.ofInstant(end, ZoneOffset.UTC) + "; renew it or set tls.certificate to another", "");
    }

    @Test
    void a_certificate_of_the_future_says_from_when() throws Exception {
        var now = Instant.now();
        var start = now.plus(Duration.ofDays(3));
        files.put(files.authority.issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth, start,
                now.plus(Duration.ofDays(9))));

        files.assertProblem(files.certificateFile + ": certificate 1 (CN=ftp.example.org) is not valid before "
                + LocalDate.ofInstant(start, ZoneOffset.UTC), "");
    }

    @Test
    void a_small_rsa_key_is_refused() throws Exception {
        files.put(files.issue("RSA-1024"));

        files.assertProblem(files.keyFile + ": the RSA key has 1024 bits; make one of at least 2048", "");
    }

    @Test
    void a_certificate_file_without_a_certificate_is_named() throws Exception {
        files.certificateFile = files.keyFile;

        files.assertProblem(files.keyFile + ": holds no certificate (no BEGIN CERTIFICATE)", "");
    }

    @Test
    void a_key_file_without_a_key_is_named() throws Exception {
        files.keyFile = files.certificateFile;

        files.assertProblem(files.certificateFile + ": holds no private key; set tls.key to the file that does", "");
    }

    @Test
    void a_damaged_block_is_counted() throws Exception {
        var text = Files.readString(files.certificateFile);
        Files.writeString(files.certificateFile, text.substring(0, text.length() - 80));

        files.assertProblem(files.certificateFile + ": PEM block 2 is damaged or cut off", "");
    }

    @Test
    void octets_of_no_known_kind_and_files_of_absurd_size_are_refused() throws Exception {
        var noise = new byte[4096];
        new SecureRandom().nextBytes(noise);
        Files.write(files.certificateFile, noise);
        files.assertProblem(files.certificateFile + ": is neither PEM nor a PKCS#12 file", "secret");

        Files.write(files.certificateFile, new byte[2 << 20]);
        files.assertProblem(files.certificateFile + ": is larger than 1 MiB", "");
    }

    @Test
    void a_key_that_everybody_may_read_and_a_wrong_purpose_are_remarked() throws Exception {
        Files.setPosixFilePermissions(files.keyFile, PosixFilePermissions.fromString("rw-------"));
        assertEquals(List.of(), files.assertLoads("").remarks());

        files.put(files.authority.issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_clientAuth));
        Files.setPosixFilePermissions(files.keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        var remarks = files.assertLoads("").remarks();
        assertEquals(2, remarks.size());
        assertTrue(
                remarks.getFirst().startsWith(files.keyFile + ": every user of this machine may read the private key"));
        assertTrue(remarks.getLast()
                .startsWith(files.certificateFile + ": certificate 1 (CN=ftp.example.org) is not meant for"));
    }
}
