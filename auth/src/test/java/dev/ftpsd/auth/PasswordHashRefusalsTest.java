package dev.ftpsd.auth;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PasswordHashRefusalsTest {

    private static final String SALT = "$c2FsdHNhbHRzYWx0c2FsdA";
    private static final String TAG = "$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is";
    private static final String BCRYPT_TAIL = "$X1aFd./di51t.RDEgulni.nGavASE0D5iJ9pTlB/VJWHOH8gL3aj.";

    private static String refusal(String text) {
        var message = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text)).getMessage();
        return message == null ? "" : message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "$ecret", "$ecret$word", "$", "$$", "*", "!", "x", "{SSHA}abc", "$hunter2$x$y"})
    void clear_text_is_refused_and_not_repeated(String text) {
        var message = refusal(text);

        assertTrue(message.startsWith("not a password hash"), message);
        assertTrue(message.contains("`ftpsd hash`"), message);
        assertFalse(message.contains("hunter2") || message.contains("ecret") || message.contains("SSHA"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void an_empty_hash_is_refused_and_does_not_mean_an_empty_password(String text) {
        assertTrue(refusal(text).startsWith("the password hash is empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$1$salt$hash", "$y$j9T$salt$hash", "$7$salt$hash", "$apr1$salt$hash", "$2x$05" + BCRYPT_TAIL,
                    "$argon2i$v=19$m=19456,t=2,p=1" + SALT + TAG, "$argon2d$v=19$m=19456,t=2,p=1" + SALT + TAG,
                    "$pbkdf2-sha512$6400" + SALT + TAG})
    void other_kinds_of_hashes_are_refused_by_their_name(String text) {
        var message = refusal(text);

        assertTrue(message.contains(text.substring(0, text.indexOf('$', 1) + 1) + " are not supported"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$$", "$argon2id$v=19$m=19456,t=2,p=1" + SALT,
            "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$", "$argon2id$m=19456,t=2,p=1" + SALT + TAG,
            "$argon2id$v=19$t=2,m=19456,p=1" + SALT + TAG, "$argon2id$v=19$m=19456,t=2,p=1" + SALT + TAG + " ",
            "$argon2id$v=19$m=19456,t=2,p=1" + SALT + TAG + "$", "$argon2id$v=19$m=-1,t=2,p=1" + SALT + TAG,
            "$2b$", "$2b$12$short", "$2b$5" + BCRYPT_TAIL, "$2b$05" + BCRYPT_TAIL + "x", "$scrypt$",
            "$scrypt$ln=10,r=8,p=1$$",
            "$pbkdf2-sha256$", "$pbkdf2-sha256$6400$$", "$pbkdf2-sha256$i=6400,l=32$$", "$6$salt$hash", "$5$salt$hash"})
    void a_hash_that_is_cut_off_or_out_of_order_is_refused(String text) {
        var message = refusal(text);

        assertTrue(message.startsWith("not a whole "), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA                   | result has 3 bytes
            $argon2id$v=19$m=19456,t=2,p=1$AAAA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is | salt has 3 bytes
            $scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA                            | result has 3 bytes
            $pbkdf2-sha256$6400$c2FsdHNhbHRzYWx0c2FsdA$AAAA                              | result has 3 bytes
            $pbkdf2-sha256$6400$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h | result is not Base64
            """)
    void a_result_or_salt_that_is_too_short_to_mean_anything_is_refused(String text, String expected) {
        assertTrue(refusal(text).contains(expected), refusal(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            $argon2id$v=16$m=19456,t=2,p=1 version
            $argon2id$v=19$m=1048576,t=1,p=1 m
            $argon2id$v=19$m=99999999999,t=1,p=1 number
            $argon2id$v=19$m=4294967296,t=1,p=1 m
            $argon2id$v=19$m=31,t=1,p=4 m
            $argon2id$v=19$m=019456,t=1,p=1 number
            $argon2id$v=19$m=19456,t=0,p=1 t
            $argon2id$v=19$m=19456,t=65,p=1 t
            $argon2id$v=19$m=19456,t=2,p=0 p
            $argon2id$v=19$m=19456,t=2,p=17 p
            $argon2id$v=19$m=262144,t=64,p=1 hold
            $scrypt$ln=0,r=8,p=1 ln
            $scrypt$ln=63,r=8,p=1 ln
            $scrypt$ln=20,r=8,p=1 hold
            $scrypt$ln=16,r=1,p=1 r
            $scrypt$ln=10,r=1000000,p=1 r
            $scrypt$ln=10,r=8,p=1000000 p
            $pbkdf2-sha256$999 number
            $pbkdf2-sha256$2000000000 number
            $pbkdf2-sha256$i=6400,l=31 l
            """)
    void a_cost_that_no_login_may_take_is_refused_with_its_name(String parameters, String name) {
        var message = refusal(parameters + SALT + TAG);

        assertTrue(message.matches(".*\\b" + name + "\\b.*`ftpsd hash`"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2b$03", "$2b$17", "$2b$31", "$2b$00"})
    void a_bcrypt_cost_out_of_bounds_is_refused(String parameters) {
        assertTrue(refusal(parameters + BCRYPT_TAIL).contains("cost is"));
    }

    @Test
    void a_text_of_a_megabyte_is_refused_without_reading_it() {
        assertTrue(refusal("$argon2id$v=19$m=19456,t=2,p=1" + SALT + "$" + "A".repeat(1 << 20))
                .startsWith("not a password hash"));
    }

    @Property
    void whatever_the_text_it_is_refused_with_the_remedy(
            @ForAll @StringLength(max = 80) @CharRange(from = ' ', to = '~') String tail) {
        for (var start : new String[]{"", "$", "$argon2id$", "$2b$", "$scrypt$ln=", "$pbkdf2-sha256$",
                "$5$", "$6$rounds="}) {
            var message = refusal(start + tail);

            assertTrue(message.contains("`ftpsd hash`"), message);
        }
    }
}
