package dev.ftpsd.auth;

import java.time.Duration;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({"*.tmp, a.tmp, true", "*.tmp, .tmp, true", "*.tmp, a.tmp.gz, false", "*.tmp, a.TMP, false",
            "*, anything, true", "a?c, abc, true", "a?c, ac, false", "a?c, a\uD83D\uDE00c, true",
            "*a*b*, xxaxxbxx, true",
            "*a*b*, xxbxxaxx, false", "a, a, true", "a, ab, false", "a*a, a, false", "?*, x, true", "[ab], a, false",
            "[ab], [ab], true", "a.c, abc, false", ".*, .hidden, true"})
    void a_star_is_any_text_and_a_question_mark_one_character(String pattern, String name, boolean matches) {
        assertEquals(matches, new NamePattern(pattern).matches(name));
    }

    @Test
    void many_stars_take_no_time() {
        var pattern = new NamePattern("*a".repeat(120) + "b");

        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.matches("a".repeat(255))));
    }

    @Property
    void it_says_what_a_regular_expression_says(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String name,
            @ForAll("patterns") String pattern) {
        var expression = pattern.replace("?", ".").replace("*", ".*");

        assertEquals(name.matches(expression), new NamePattern(pattern).matches(name));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMinLength(1).ofMaxLength(8);
    }

    @Test
    void no_text_and_no_path_is_a_pattern() {
        assertThrows(IllegalArgumentException.class, () -> new NamePattern(""));
        assertThrows(IllegalArgumentException.class, () -> new NamePattern("in/*.tmp"));
    }
}
