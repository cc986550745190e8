package dev.ftpsd.server.admin.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.SelfSigned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A certificate for {@code ftp.example.org}, looked at on different days by different names. */
final class CertificateCheckTest {

    @TempDir
    Path directory;

    private List<X509Certificate> chain = List.of();

    @BeforeEach
    void make() throws Exception {
        chain = List
                .of(SelfSigned.loadOrMake(directory, "ftp.example.org", InstantSource.system()).keys().certificate());
    }

    private String lines(String host, Instant now) {
        return String.join("\n",
                CertificateCheck.of(chain, Optional.of(host), now).stream().map(Finding::line).toList());
    }

    private Instant end() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    @Test
    void its_own_name_is_fine_in_any_case_of_letters() {
        assertTrue(!lines("FTP.example.ORG", Instant.now()).contains("problem"),
                lines("ftp.example.org", Instant.now()));
    }

    @Test
    void an_address_of_ipv6_is_fine_however_it_is_written() {
        for (var host : List.of("::1", "0:0:0:0:0:0:0:1")) {
            assertTrue(!lines(host, Instant.now()).contains("problem"), lines(host, Instant.now()));
        }
        assertTrue(lines("::2", Instant.now()).contains("problem  the certificate is not for ::2"));
    }

    /** What stands in the way has chosen it, to look like something else. */
    @Test
    void no_name_of_a_certificate_moves_on_a_terminal() {
        assertEquals("problem  CN=x\\x1b[2K\\x0d\\x0aok: look",
                Finding.problem("CN=x\u001b[2K\r\nok", "look").line());
    }

    @Test
    void another_name_is_a_problem_that_names_both() {
        var lines = lines("files.example.org", Instant.now());
        assertTrue(lines.contains("problem  the certificate is not for files.example.org but for [ftp.example.org"),
                lines);
    }

    @Test
    void an_end_that_is_near_is_a_note_and_one_that_is_past_a_problem() {
        var near = lines("ftp.example.org", end().minus(Duration.ofDays(5)));
        assertTrue(near.contains("note     the certificate CN=ftp.example.org expires in 5 days"), near);
        var past = lines("ftp.example.org", end().plus(Duration.ofDays(3)));
        assertTrue(past.contains("problem  the certificate CN=ftp.example.org has expired 3 days ago"), past);
    }

    @Test
    void one_that_signed_itself_is_noted() {
        assertTrue(lines("ftp.example.org", Instant.now()).contains("note     the certificate is self-signed"));
    }

    @Test
    void one_that_is_not_valid_yet_is_a_problem() {
        var early = chain.getFirst().getNotBefore().toInstant().minus(Duration.ofDays(1));
        assertTrue(lines("ftp.example.org", early).contains("problem  the certificate is not valid before"));
    }
}
