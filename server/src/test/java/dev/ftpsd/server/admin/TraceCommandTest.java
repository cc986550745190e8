package dev.ftpsd.server.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TraceCommandTest {

    private static final String TIME = "2026-09-03T04:05:06.007Z";
    private static final String CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").format(Instant.parse(TIME).atZone(ZoneId.systemDefault()));

    private static String line(String kind, String user, String text) {
        return TraceCommand.line(Map.of("time", TIME, "kind", kind, "session", 17L, "from", "203.0.113.7", "user", user,
                "text", text));
    }

    @Test
    void a_line_tells_when_who_which_way_and_what() {
        assertEquals(CLOCK + " #17 203.0.113.7 acme C: STOR a.csv", line("client", "acme", "STOR a.csv"));
        assertEquals(CLOCK + " #17 203.0.113.7 - S: 220 Hello.", line("server", "", "220 Hello."));
        assertEquals(CLOCK + " #17 203.0.113.7 acme -- login tls=TLSv1.3", line("event", "acme", "login tls=TLSv1.3"));
    }

    @Test
    void a_name_that_is_tried_cannot_be_taken_for_something_else() {
        assertEquals(CLOCK + " #17 203.0.113.7 \"x S: 230\" C: USER x S: 230",
                line("client", "x S: 230", "USER x S: 230"));
        assertEquals(CLOCK + " #17 203.0.113.7 \"-\" C: USER -", line("client", "-", "USER -"));
        assertEquals(CLOCK + " #17 203.0.113.7 \"\\u001b[2J\\u202e\" C: x", line("client", "\u001b[2J\u202e", "x"));
    }

    @Test
    void what_would_move_the_cursor_is_escaped_here_as_well() {
        assertEquals(CLOCK + " #17 203.0.113.7 acme S: 220 \\x1b]0;x\\x07\\x0a",
                line("server", "acme", "220 \u001b]0;x\u0007\n"));
    }

    @Test
    void a_gap_and_the_end_are_of_nobody() {
        assertEquals(CLOCK + " -- 7 lines are left out here",
                TraceCommand.line(Map.of("time", TIME, "kind", "dropped", "text", "7 lines are left out here")));
        assertEquals("the time is over",
                TraceCommand.line(Map.of("time", TIME, "kind", "end", "text", "the time is over")));
    }
}
