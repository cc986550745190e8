package dev.ftpsd.tls;

import java.util.List;

import dev.ftpsd.tls.ServerKeys.Host;
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
