package dev.ftpsd.server.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which character sets command lines may be in beside UTF-8, and what is said of the others. */
final class LegacyCharsetTest {

    @TempDir
    Path folder;

    private static Charset parse(String name) {
        return LegacyCharset.TYPE.parser().apply(name);
    }

    private static String refusal(String name) {
        return assertThrows(IllegalArgumentException.class, () -> parse(name), name).getMessage() + "";
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, windows-1252", "cp1251, windows-1251", "latin1, ISO-8859-1", "sjis, Shift_JIS",
            "windows-31j, windows-31j", "gbk, GBK", "GB18030, GB18030", "Big5, Big5", "EUC-KR, EUC-KR",
            "EUC-JP, EUC-JP", "KOI8-R, KOI8-R", "IBM850, IBM850", "ISO-8859-15, ISO-8859-15"})
    void those_that_leave_ascii_as_it_is_are_taken_by_each_of_their_names(String name, String known) {
        assertEquals(known, parse(name).name());
        assertEquals(known, LegacyCharset.TYPE.shown().apply(parse(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN", "IBM037",
            "IBM500", "x-IBM930", "x-JIS0208", "x-JISAutoDetect", "x-ISCII91", "x-MacSymbol"})
    void those_that_put_other_octets_for_ascii_are_refused(String name) {
        assertTrue(refusal(name).contains("does not leave each octet of ASCII as it is; write"), refusal(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf8", "CESU-8", "US-ASCII"})
    void what_is_understood_anyway_is_refused(String name) {
        assertTrue(refusal(name).contains("UTF-8 is always understood"), refusal(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-7", "windows-12521", "ansi", "Ünicode", " ", "a b", "\u001b[2J"})
    void an_unknown_name_is_refused_with_some_that_are_known(String name) {
        assertTrue(refusal(name).contains("is no charset that this Java knows: write windows-1252,"), refusal(name));
    }

    @Test
    void the_empty_text_is_for_none() {
        assertEquals(StandardCharsets.UTF_8, parse(""));
        assertEquals("", LegacyCharset.TYPE.shown().apply(StandardCharsets.UTF_8));
    }

    /** In no charset that is taken is any octet that lines, paths and Telnet are cut at a part of another character. */
    @Test
    void no_charset_that_is_taken_hides_a_slash_or_the_end_of_a_line() {
        var taken = Charset.availableCharsets().values().stream().filter(LegacyCharsetTest::isTaken).toList();

        assertTrue(taken.size() > 30, taken::toString);
        for (var charset : taken) {
            for (var first = 0x80; first <= 0xff; first++) {
                for (var octet : "\r\n /\t\0".getBytes(StandardCharsets.US_ASCII)) {
                    assertStandsAlone(charset, (byte) first, octet);
                    assertStandsAlone(charset, (byte) first, (byte) 0xa1, octet);
                    assertStandsAlone(charset, (byte) first, (byte) 0x30, (byte) 0x81, octet);
                }
            }
        }
    }

    private static void assertStandsAlone(Charset charset, byte... octets) {
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            assertEquals((char) octets[octets.length - 1], text.charAt(text.length() - 1), charset + " " + text);
        } catch (CharacterCodingException _) {
            // Nothing comes of the line, which is refused.
        }
    }

    private static boolean isTaken(Charset charset) {
        try {
            return parse(charset.name()).equals(charset);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Test
    void a_mistake_is_told_with_its_place() throws Exception {
        var problems = new ConfFolder(folder).machine("protocol: { legacy-charset: UTF-16 }\n").problems();

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().toString().contains("protocol.legacy-charset"), problems::toString);
    }

    @Test
    void a_user_goes_before_a_group_and_a_group_before_the_defaults() throws Exception {
        var users = new ConfFolder(folder).users("""
                defaults: { legacy-charset: GBK }
                groups: [ { name: west, legacy-charset: windows-1252 } ]
                users:
                  - { name: a, password: "%1$s" }
                  - { name: b, password: "%1$s", groups: [west] }
                  - { name: c, password: "%1$s", groups: [west], legacy-charset: "" }
                """.formatted(ConfFolder.HASH));

        assertEquals("GBK", users.user("a").account().charset().orElseThrow().name());
        assertEquals("windows-1252", users.user("b").account().charset().orElseThrow().name());
        assertEquals(StandardCharsets.UTF_8, users.user("c").account().charset().orElseThrow());
    }
}
