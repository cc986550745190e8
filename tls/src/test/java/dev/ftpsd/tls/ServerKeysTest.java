package dev.ftpsd.tls;

import java.util.List;

import dev.ftpsd.tls.ServerKeys.Host;
import dev.ftpsd.tls.ServerKeys.HostAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ServerKeysTest {

    private KeyMaterial standard;
    private KeyMaterial exact;
    private KeyMaterial wild;
    private ServerKeys keys;

    @BeforeEach
    void makeKeys() throws Exception {
        var authority = new TestAuthority("Test CA");
        standard = authority.issueForHosts("P-256", "files.example.net");
        exact = authority.issueForHosts("P-256", "ftp.example.org");
        wild = authority.issueForHosts("P-256", "*.example.org");
        keys = new ServerKeys(List.of(standard),
                List.of(new Host(new HostName("*.example.org"), List.of(wild)),
                        new Host(new HostName("ftp.example.org"), List.of(exact))));
    }

    @Test
    void a_host_has_its_own_certificate_before_that_of_a_wildcard() {
        assertEquals(List.of(exact), keys.forName("FTP.example.org"));
        assertEquals(List.of(wild), keys.forName("other.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "a.b.example.org", "unknown.example.com", "192.0.2.1", "\u0000"})
    void an_unknown_host_has_the_standard_certificate(String name) {
        assertEquals(List.of(standard), keys.forName(name));
    }

    @ParameterizedTest
    @CsvSource(value = {
            "ftp.example.org     | ''                  | SERVED",
            "ftp.example.org     | FTP.EXAMPLE.ORG     | SERVED",
            "other.example.org   | ''                  | SERVED",
            "files.example.net   | files.example.net   | SERVED",
            "ftp.example.org     | other.example.org   | CONTRADICTS_HANDSHAKE",
            "ftp.example.org     | unknown.example.com | CONTRADICTS_HANDSHAKE",
            "unknown.example.com | ''                  | UNKNOWN",
            "unknown.example.com | unknown.example.com | UNKNOWN",
            "*.example.org       | ''                  | UNKNOWN",
            "192.0.2.1           | ''                  | UNKNOWN"
    }, delimiter = '|')
    void host_is_answered_by_what_is_served_and_what_the_handshake_asked_for(String name, String serverName,
            HostAnswer answer) {
        assertEquals(answer, keys.answer(name, serverName));
    }

    @Test
    void two_pairs_with_the_same_kind_of_key_are_refused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ServerKeys.of(standard, exact));

        assertTrue(String.valueOf(refused.getMessage()).contains("same kind of key"), refused.toString());
    }

    @Test
    void a_host_that_is_there_twice_is_refused() {
        var host = new Host(new HostName("ftp.example.org"), List.of(exact));

        assertThrows(IllegalArgumentException.class, () -> new ServerKeys(List.of(standard), List.of(host, host)));
        assertThrows(IllegalArgumentException.class, () -> new ServerKeys(List.of(), List.of(host)));
    }
}
