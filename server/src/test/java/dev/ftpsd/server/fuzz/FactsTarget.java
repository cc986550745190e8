package dev.ftpsd.server.fuzz;

import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.command.file.Mfmt;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.support.FuzzTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Times, numbers and facts that are taken read back as themselves; the rest is a syntax error. */
final class FactsTarget implements FuzzTarget {

    @Override
    public void accept(byte[] input) throws SyntaxException {
        var text = new String(input, StandardCharsets.UTF_8);
        time(text);
        number(text);
        Fact.ofWord(text).ifPresent(fact -> assertTrue(fact.word().equalsIgnoreCase(text)));
    }

    private static void time(String text) throws SyntaxException {
        try {
            var argument = Mfmt.Argument.parse(text);
            assertTrue(text.endsWith(" " + argument.path()), text);
            var written = FtpTime.format(argument.time());
            assertEquals(argument.time(), FtpTime.parse(written));
            assertEquals(text.substring(0, 12), written.substring(0, 12));
        } catch (SyntaxException e) {
            assertFalse(text.matches("20[0-9]{2}0[1-9]0[1-9]1[0-9][0-5][0-9][0-5][0-9] [a-z]+"), text);
        }
    }

    private static void number(String text) {
        try {
            var number = Numbers.parse(text, Long.MAX_VALUE, "A number");
            assertTrue(number >= 0);
            assertTrue(text.matches("[0-9]{1,19}") && text.replaceFirst("^0+(?=.)", "").equals(Long.toString(number)),
                    text);
        } catch (SyntaxException e) {
            assertFalse(text.matches("[0-9]{1,18}"), text);
        }
    }
}
