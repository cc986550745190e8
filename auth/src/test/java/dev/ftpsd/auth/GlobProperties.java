package dev.ftpsd.auth;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Patterns against a slow and simple matcher, and against patterns that were made to be slow. */
final class GlobProperties {

    @Property(tries = 20_000)
    void it_matches_what_the_definition_matches(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 7) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 7) String name) {
        assertEquals(byDefinition(pattern, name), new Glob(pattern).matches(name), pattern + " and " + name);
    }

    /** The definition, word for word. */
    private static boolean byDefinition(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        var rest = pattern.substring(1);
        return switch (pattern.charAt(0)) {
            case '*' -> {
                for (int taken = 0; taken <= name.length(); taken++) {
                    if (byDefinition(rest, name.substring(taken))) {
                        yield true;
                    }
                }
                yield false;
            }
            case '?' -> !name.isEmpty() && byDefinition(rest, name.substring(1));
            default -> name.startsWith(pattern.substring(0, 1)) && byDefinition(rest, name.substring(1));
        };
    }

    @Property
    void steps_are_bounded_by_the_product_of_the_lengths(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 200) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 200) String name) {
        var steps = new Glob(pattern).match(name).steps();
        assertTrue(steps <= (name.length() + 1L) * (pattern.length() + 1L), steps + " steps");
    }

    @Example
    void patterns_that_were_made_to_be_slow_are_not() {
        var name = "a".repeat(255);
        for (var pattern : new String[]{"*".repeat(4000) + "b", "a*".repeat(2000) + "b", "*a".repeat(127) + "*b",
                "*" + "a".repeat(127) + "b", "?*".repeat(100) + "b", "*".repeat(128) + "?".repeat(254) + "b"}) {
            var match = new Glob(pattern).match(name);
            assertFalse(match.matched(), pattern);
            assertTrue(match.steps() <= 256L * (pattern.length() + 1L), match.steps() + " steps for " + pattern);
            assertTrue(match.steps() < 70_000, match.steps() + " steps for " + pattern);
        }
    }

    @Example
    void a_question_mark_is_one_character_also_where_java_needs_two() {
        assertTrue(new Glob("?").matches("😀"));
        assertFalse(new Glob("??").matches("😀"));
        assertTrue(new Glob("*é?.txt").matches("café😀.txt"));
    }

    @Example
    void brackets_braces_and_backslashes_stand_for_themselves() {
        assertTrue(new Glob("[a-z]{b,c}\\*").matches("[a-z]{b,c}\\anything"));
        assertFalse(new Glob("[a-z]").matches("b"));
        assertFalse(new Glob("{a,b}").matches("a"));
    }
}
