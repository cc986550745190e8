package dev.ftpsd.server.config;

import java.time.Duration;
import java.util.List;

import dev.ftpsd.server.config.yaml.Type;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TypesTest {

    private static <T> T parse(Type<T> type, String text) {
        return type.parser().apply(text);
    }

    private static void refused(Type<?> type, String... texts) {
        for (var text : texts) {
            assertThrows(IllegalArgumentException.class, () -> parse(type, text), text);
        }
    }

    @Test
    void durations_have_a_unit_and_no_blank() {
        assertEquals(Duration.ofMillis(500), parse(Types.DURATION, "500ms"));
        assertEquals(Duration.ofDays(7), parse(Types.DURATION, "7d"));
        assertEquals(Duration.ZERO, parse(Types.DURATION, "0s"));
        refused(Types.DURATION, "", "0", "30", "30 s", "1.5h", "-1s", "1w", "5M", "999999999999999999d", "٣s");
    }

    @Test
    void sizes_are_binary_with_an_i_and_decimal_without() {
        assertEquals(65_536, parse(Types.SIZE, "64KiB").bytes());
        assertEquals(2_000_000_000L, parse(Types.SIZE, "2GB").bytes());
        assertTrue(parse(Types.SIZE, "unlimited").isUnlimited());
        refused(Types.SIZE, "", "64", "64K", "64kb", "1.5GiB", "-1B", "9999999999TiB", "Unlimited", "0");
    }

    @Test
    void rates_are_a_second() {
        assertEquals(5 << 20, parse(Types.RATE, "5MiB/s").bytesPerSecond());
        refused(Types.RATE, "5MiB", "0B/s", "5MiB/m", "/s");
    }

    @Test
    void nought_is_no_limit_for_whoever_limits() {
        for (var text : List.of("0", "0B", "0GiB", "unlimited")) {
            assertTrue(parse(Types.SIZE_LIMIT, text).isUnlimited(), text);
        }
        assertEquals(65_536, parse(Types.SIZE_LIMIT, "64KiB").bytes());
        assertTrue(parse(Types.RATE, "0").isUnlimited());
        refused(Types.SIZE_LIMIT, "", "1", "00", "64", "-0");
    }

    @Test
    void sizes_and_rates_are_written_as_they_are_read() {
        for (var text : List.of("64KiB", "1953125KiB", "7B", "0B", "unlimited", "3TiB")) {
            assertEquals(text, parse(Types.SIZE, text).toString());
        }
        assertEquals("5MiB/s", parse(Types.RATE, "5MiB/s").toString());
        assertEquals("1%", parse(Types.DISK_RESERVE, "1%").toString());
    }

    @Test
    void a_reserve_is_a_share_or_a_size() {
        assertEquals(10, parse(Types.DISK_RESERVE, "1%").on(1_000));
        assertEquals(10L << 30, parse(Types.DISK_RESERVE, "10GiB").on(1_000));
        refused(Types.DISK_RESERVE, "100%", "-1%", "1", "unlimited", "%");
    }

    @Test
    void booleans_are_true_or_false_and_no_other_word() {
        assertEquals(true, parse(Types.BOOLEAN, "true"));
        refused(Types.BOOLEAN, "yes", "True", "on", "1", "");
    }

    @Test
    void ports_are_numbers_and_ranges() {
        assertEquals(List.of(50_000, 50_001, 2122), parse(Types.PORTS, "50000-50001, 2122").ports());
        refused(Types.PORTS, "", "0x10", "5-4", "65536", "1,,2", "1-", "1,1", "a", "70000-70001");
        refused(Types.PORT, "65536", "-1", "", "021", "1e3");
        assertEquals("\"65536\" is not a port: write 1 to 65535, or 0 for a free one, another at each start",
                assertThrows(IllegalArgumentException.class, () -> parse(Types.PORT, "65536")).getMessage());
    }

    @Test
    void umasks_are_octal() {
        assertEquals(23, parse(Types.OCTAL_BITS, "027"));
        assertEquals(23, parse(Types.OCTAL_BITS, "0027"));
        refused(Types.OCTAL_BITS, "27", "028", "0o27", "u=rwx", "1777");
    }

    @Test
    void addresses_are_never_looked_up() {
        assertEquals("192.0.2.1", parse(Types.ADDRESS, "192.0.2.1").getHostAddress());
        refused(Types.ADDRESS, "localhost", "192.0.2.0/24", "192.0.2", "1", "", "fe80::1%eth0");
    }

    @Test
    void enums_are_read_by_the_words_of_the_file() {
        assertEquals(StorageSettings.Sync.FILE_AND_DIRECTORY,
                parse(Types.words(StorageSettings.Sync.values()), "file+dir"));
        assertEquals(ProtocolSettings.Hash.SHA_256, parse(Types.words(ProtocolSettings.Hash.values()), "SHA-256"));
        var mistake = assertThrows(IllegalArgumentException.class,
                () -> parse(Types.words(ListenerSettings.TlsMode.values()), "require"));
        assertEquals("unknown word \"require\", did you mean \"required\"?", mistake.getMessage());
    }
}
