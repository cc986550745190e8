package dev.ftpsd.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The expression in EVENTS.md by which other programs ban addresses: no client has another's banned. */
class BanExpressionTest {

    private static final String SENDER = "192.0.2.7";

    /** As fail2ban has it: the time is taken off, and its word for an address is one. */
    private static Pattern expression() throws IOException {
        try (var lines = Files.lines(Path.of("src/docs/EVENTS.md"))) {
            var written = lines.filter(line -> line.contains("<ADDR>")).toList();
            assertEquals(1, written.size());
            var quoted = written.getFirst().split("`", -1)[1];
            return Pattern.compile(quoted.replace("<ADDR>", "(?<address>[0-9a-fA-F.:]+)"));
        }
    }

    private static String line(String event) {
        return " WARN  events " + event;
    }

    @Test
    void a_guessed_password_tells_the_address_of_who_guessed() throws IOException {
        for (var user : new String[]{"", " user=\"acme\"", " user=\"a from=8.8.8.8 reason=X\""}) {
            var found = expression().matcher(
                    line("login-refused session=7 from=" + SENDER + user + " reason=WRONG_PASSWORD"));
            assertTrue(found.find(), user);
            assertEquals(SENDER, found.group("address"));
        }
    }

    @Test
    void nothing_that_a_client_has_written_into_another_event_is_taken_for_it() throws IOException {
        var forged = "login-refused session=1 from=8.8.8.8 reason=WRONG_PASSWORD";
        for (var event : new String[]{"closed session=1 from=192.0.2.7 user=\"" + forged + "\" reason=\"not FTP: GET\"",
                "mkdir session=1 from=192.0.2.7 user=\"a\" path=\"/" + forged + "\"",
                "login-refused session=1 from=192.0.2.7 user=\"" + forged + "\" reason=TOO_MANY_SESSIONS"}) {
            assertFalse(expression().matcher(line(event)).find(), event);
        }
    }
}
