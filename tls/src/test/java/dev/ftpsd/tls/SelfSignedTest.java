package dev.ftpsd.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SelfSignedTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z"));

    @TempDir
    Path state;

    @Test
    void the_second_start_serves_with_the_certificate_of_the_first() throws Exception {
        var first = make("ftp.example.org");
        var second = SelfSigned.loadOrMake(state, "other.example.org", NOW);

        assertTrue(first.made());
        assertFalse(second.made());
        assertEquals(first.keys().fingerprint(), second.keys().fingerprint());
        assertEquals(state.resolve("self-signed.pem"), second.file());
    }

    @Test
    void only_the_owner_may_read_the_file_and_nothing_else_is_left_behind() throws Exception {
        var file = make("ftp.example.org").file();

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(state)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
            "ftp.example.org, ftp.example.org",
            "bücher.example, xn--bcher-kva.example",
            "192.0.2.7, 192.0.2.7",
            "2001:db8::7, 2001:db8:0:0:0:0:0:7",
            "not a name, localhost"
    })
    void the_certificate_names_the_host_and_every_way_to_the_own_machine(String host, String name) throws Exception {
        var names = names(make(host).keys().certificate());

        assertTrue(names.containsAll(List.of(name, "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1")), names.toString());
    }

    @Test
    void a_host_name_too_long_for_a_common_name_is_an_alternative_name() throws Exception {
        var host = "a".repeat(60) + ".example.org";
        var certificate = make(host).keys().certificate();

        assertEquals("CN=ftpsd", certificate.getSubjectX500Principal().getName());
        assertTrue(names(certificate).contains(host));
    }

    @Test
    void the_certificate_is_for_servers_for_ten_years_and_for_clients_with_slow_clocks() throws Exception {
        var certificate = make("ftp.example.org").keys().certificate();

        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
        assertEquals(-1, certificate.getBasicConstraints());
        assertTrue(certificate.getNotBefore().toInstant().isBefore(NOW.instant()));
        assertEquals(NOW.instant().plus(Duration.ofDays(3650)), certificate.getNotAfter().toInstant());
        assertTrue(certificate.getSerialNumber().bitLength() > 64);
    }

    @Test
    void the_fingerprint_has_the_form_that_clients_show() throws Exception {
        assertTrue(make("ftp.example.org").keys().fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }

    @Test
    void half_a_file_is_an_error_that_names_the_file_and_the_remedy() throws Exception {
        var file = make("ftp.example.org").file();
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 100));

        assertUnusable(file);
    }

    @Test
    void a_file_without_its_key_is_an_error_that_names_the_file_and_the_remedy() throws Exception {
        var file = make("ftp.example.org").file();
        var text = Files.readString(file);
        Files.writeString(file, text.substring(text.indexOf("-----BEGIN CERTIFICATE")));

        assertUnusable(file);
    }

    @Test
    void an_empty_file_is_an_error_that_names_the_file_and_the_remedy() throws Exception {
        var file = Files.createFile(state.resolve("self-signed.pem"));

        assertUnusable(file);
    }

    @Test
    void a_directory_that_cannot_be_written_is_an_error_that_names_it() {
        var missing = state.resolve("missing");
        var failure = assertThrows(KeyMaterialException.class, () -> SelfSigned.loadOrMake(missing, "localhost", NOW));

        assertTrue(failure.getMessage().startsWith(missing.resolve("self-signed.pem") + ": cannot be written"),
                failure.getMessage());
    }

    private SelfSigned make(String host) throws KeyMaterialException {
        return SelfSigned.loadOrMake(state, host, NOW);
    }

    private void assertUnusable(Path file) {
        var failure = assertThrows(KeyMaterialException.class, () -> make("ftp.example.org"));
        assertTrue(failure.getMessage().startsWith(file + ": "), failure.getMessage());
        assertTrue(failure.getMessage().contains("delete it and the next start makes another"), failure.getMessage());
    }

    private static List<Object> names(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream().map(entry -> (Object) entry.get(1))
                .collect(Collectors.toList());
    }
}
