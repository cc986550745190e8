package dev.ftpsd.server.protocol;

import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** What a line is cut into (RFC 959 §5.3), whatever stands in it. */
final class CommandLineProperties {

    /** In upper case. */
    @Provide
    Arbitrary<String> verbs() {
        return Arbitraries.strings().withCharRange('A', 'Z').withCharRange('0', '9').ofMinLength(1).ofMaxLength(8);
    }

    /** Anything that may stand in a line: blanks in front and behind, letters of all scripts, no control characters. */
    @Provide
    Arbitrary<String> arguments() {
        return Arbitraries.strings().withChars(" \"%$\\/~*?;=,|").withCharRange('!', '~')
                .withCharRange('\u00a0', '\u024f')
                .withCharRange('\u4e00', '\u4eff').ofMinLength(1).ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> lines() {
        return Combinators.combine(verbs(), arguments()).as((verb, argument) -> verb + " " + argument);
    }

    @Property(tries = 500)
    void verb_one_space_and_argument_come_back_as_they_were_sent(@ForAll("verbs") String verb,
            @ForAll("arguments") String argument) {
        assertEquals(new CommandLine(verb, argument), CommandLine.parse(verb + " " + argument));
    }

    @Property(tries = 200)
    void a_verb_alone_has_no_argument(@ForAll("verbs") String verb) {
        assertFalse(CommandLine.parse(verb).hasArgument());
        assertEquals(CommandLine.parse(verb), CommandLine.parse(verb + " "));
    }

    @Property(tries = 200)
    void only_the_first_space_divides(@ForAll("verbs") String verb, @ForAll("arguments") String argument) {
        assertEquals(" " + argument, CommandLine.parse(verb + "  " + argument).argument());
    }

    @Property(tries = 200)
    void case_of_the_verb_is_nothing_and_case_of_the_argument_is_kept(@ForAll("lines") String line) {
        var parsed = CommandLine.parse(line);
        var space = line.indexOf(' ');
        var lower = line.substring(0, space).toLowerCase(Locale.ROOT) + line.substring(space);
        assertEquals(parsed, CommandLine.parse(lower));
    }

    @Example
    void the_locale_of_the_machine_changes_no_verb() {
        var before = Locale.getDefault();
        try {
            for (var locale : new Locale[]{Locale.of("tr"), Locale.of("az"), Locale.of("lt"), Locale.ENGLISH}) {
                Locale.setDefault(locale);
                assertEquals("LIST", CommandLine.parse("list").verb(), locale::toString);
                assertEquals("QUIT", CommandLine.parse("quit").verb(), locale::toString);
                assertEquals("SITE", CommandLine.parse("sIte").verb(), locale::toString);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** By the rules of Unicode "ſtat" and "ıdle" have the upper case of a verb. */
    @Property
    void no_letter_outside_of_ascii_becomes_a_letter_of_a_verb(@ForAll("foreign") String letter) {
        assertEquals(letter + "TAT", CommandLine.parse(letter + "tat").verb());
        assertNotEquals("STAT", CommandLine.parse(letter + "tat").verb());
    }

    @Provide
    Arbitrary<String> foreign() {
        return Arbitraries.of("\u017f", "\u0131", "\u212a", "\u00df", "\ufb05", "\uff33");
    }

    @Property(tries = 300)
    void a_line_in_a_log_holds_no_secret_and_no_control_character(@ForAll("arguments") String secret,
            @ForAll char any) {
        assertEquals("PASS ****", CommandLine.parse("pass " + secret).toString());
        assertFalse(CommandLine.parse("CWD " + any + secret).toString().chars().anyMatch(Character::isISOControl));
    }
}
