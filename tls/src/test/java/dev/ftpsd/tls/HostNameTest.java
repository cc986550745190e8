package dev.ftpsd.tls;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
            "ftp.example.org,   FTP.Example.ORG",
            "ftp.example.org,   ftp.example.org.",
            "*.example.org,     ftp.example.org",
            "*.Example.org,     FTP.EXAMPLE.ORG",
            "*.xn--bcher-kva.example, ftp.bücher.example"
    })
    void a_name_covers_itself_whatever_its_case_and_a_star_covers_one_label(String own, String asked) {
        assertTrue(name(own).covers(name(asked)));
    }

    @ParameterizedTest
    @CsvSource({
            "ftp.example.org,   ftp.example.com",
            "*.example.org,     example.org",
            "*.example.org,     a.b.example.org",
            "*.example.org,     ftp.example.organisation",
            "*.example.org,     *.example.org",
            "ftp.example.org,   *.example.org"
    })
    void a_star_is_one_whole_label_and_no_more(String own, String asked) {
        assertFalse(name(own).covers(name(asked)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", ".", "*", "*.", "f*.example.org", "*.*.example.org", "ftp.*.org", "192.0.2.1", "[::1]", "::1", "a..b",
            "ftp example.org", "-ftp.example.org", "ftp.example.org\r\n", "\u0000ftp.example.org"
    })
    void what_is_no_host_name_is_refused(String text) {
        assertEquals(Optional.empty(), HostName.parse(text));
    }

    @Test
    void a_name_of_254_characters_is_refused() {
        assertEquals(Optional.empty(), HostName.parse("a.".repeat(126) + "ab"));
        assertTrue(HostName.parse("a.".repeat(126) + "a").isPresent());
    }

    private static HostName name(String text) {
        return HostName.parse(text).orElseThrow();
    }
}
