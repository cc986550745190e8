package dev.ftpsd.server.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import dev.ftpsd.server.protocol.TextEncoding.Said;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client is shown of names is what it can say, whatever it speaks. */
final class TextEncodingProperties {

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of("windows-1252", "windows-1251", "ISO-8859-15", "KOI8-R", "IBM850", "windows-31j",
                "Shift_JIS", "EUC-JP", "GBK", "GB18030", "Big5", "EUC-KR", "TIS-620").map(Charset::forName);
    }

    /** Of letters of all those character sets, of which none has all; and of mojibake. */
    @Provide
    Arbitrary<String> names() {
        var letters = Arbitraries.strings().withCharRange('\u00a1', '\u00ff').withCharRange('\u0410', '\u0451')
                .withCharRange('\u4e00', '\u4eff').withCharRange('\uff66', '\uff9d').withChars("a\\~¥‾€一表ソя")
                .ofMinLength(1)
                .ofMaxLength(6);
        return Arbitraries.oneOf(letters, letters.map(
                text -> new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1251"))));
    }

    /** As the control connection reads it. */
    private static String read(TextEncoding encoding, byte[] octets) throws CharacterCodingException {
        if (encoding.readsUtf8()) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            } catch (CharacterCodingException _) {
                // Then it is in the other one.
            }
        }
        return encoding.decode(ByteBuffer.wrap(octets));
    }

    @Property(tries = 3000)
    void every_name_that_is_shown_is_read_back_as_itself(@ForAll("charsets") Charset charset,
            @ForAll("names") String name, @ForAll boolean own, @ForAll Said said) throws CharacterCodingException {
        var encoding = TextEncoding.of(charset, own, said);
        var shown = encoding.name(name);
        if (shown.isPresent()) {
            assertEquals(name, read(encoding, shown.get()), charset + " " + encoding.use());
        } else {
            assertEquals(TextEncoding.Use.LEGACY, encoding.use(), "nothing is left out where UTF-8 is read");
        }
    }

    @Property(tries = 3000)
    void what_the_charset_can_write_goes_in_and_comes_back_as_the_same_octets(@ForAll("charsets") Charset charset,
            @ForAll("names") String name) throws CharacterCodingException {
        var octets = name.getBytes(charset);
        var encoding = TextEncoding.of(charset, false, Said.UTF8_OFF);
        if (!new String(octets, charset).equals(name)) {
            assertEquals(Optional.empty(), encoding.name(name), name);
            return;
        }
        assertTrue(Arrays.equals(octets, encoding.name(encoding.decode(ByteBuffer.wrap(octets))).orElseThrow()), name);
    }

    /** Java writes a yen sign as the backslash of Shift_JIS. */
    @Example
    void no_two_names_are_shown_alike() {
        var encoding = TextEncoding.of(Charset.forName("Shift_JIS"), true, Said.NOTHING);
        assertTrue(encoding.name("a\\b").isPresent());
        assertFalse(encoding.name("a¥b").isPresent());
    }
}
