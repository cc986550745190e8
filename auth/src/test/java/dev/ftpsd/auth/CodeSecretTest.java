package dev.ftpsd.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CodeSecretTest {

    /** "12345678901234567890", the secret of RFC 6238 Appendix B and RFC 4226 Appendix D. */
    private static final CodeSecret OF_THE_RFC = CodeSecret.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    @ParameterizedTest
    @CsvSource({"59, 94287082", "1111111109, 07081804", "1111111111, 14050471", "1234567890, 89005924",
            "2000000000, 69279037", "20000000000, 65353130"})
    void the_codes_are_those_of_RFC_6238_appendix_B(long seconds, String eightDigits) {
        var code = Secret.of(eightDigits.substring(2));

        assertEquals(Integer.parseInt(eightDigits), OF_THE_RFC.number(seconds / 30) % 100_000_000);
        assertEquals(OptionalLong.of(seconds / 30), OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(seconds)));
    }

    @Test
    void a_code_is_right_half_a_minute_before_and_after_its_own_and_no_longer() {
        var code = Secret.of("081804"); // of the seconds from 1111111080 to 1111111109

        assertEquals(OptionalLong.empty(), OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(1111111049)));
        assertEquals(OptionalLong.of(37037036), OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(1111111050)));
        assertEquals(OptionalLong.of(37037036), OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(1111111139)));
        assertEquals(OptionalLong.empty(), OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(1111111140)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81804", "0081804", "081805", " 081804", "08180a", "٠٨١٨٠٤"})
    void other_text_is_no_code(String text) {
        assertEquals(OptionalLong.empty(), OF_THE_RFC.stepOf(Secret.of(text), Instant.ofEpochSecond(1111111109)));
    }

    @Test
    void a_secret_may_be_typed_in_groups_and_in_lower_case() {
        assertEquals(OF_THE_RFC, CodeSecret.parse("gezd gnbv-gy3t qojq gezd gnbv gy3t qojq===="));
    }

    @Test
    void text_that_is_no_secret_is_refused_and_not_shown() {
        for (var text : new String[]{"", "GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "A".repeat(300)}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> CodeSecret.parse(text));

            assertFalse(!text.isEmpty() && String.valueOf(refusal.getMessage()).contains(text), refusal.toString());
        }
    }

    @Test
    void the_address_for_apps_has_no_character_that_they_would_misread() {
        assertEquals("otpauth://totp/My%20%26%20server:a%3Fb%20c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
                + "My%20%26%20server", OF_THE_RFC.uri("My & server", "a?b c"));
    }

    @Test
    void a_new_secret_is_read_as_what_it_was_and_shows_itself_to_nobody() {
        var secret = CodeSecret.generate(new SecureRandom());

        assertEquals(32, secret.encoded().length());
        assertEquals(secret, CodeSecret.parse(secret.encoded()));
        assertEquals("****", secret.toString());
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32_is_that_of_RFC_4648_section_10_without_padding(String text, String encoded) {
        assertEquals(encoded, Base32.encode(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Property
    void what_base32_encodes_it_decodes(@ForAll @Size(max = 100) byte[] bytes) {
        assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes)));
    }
}
