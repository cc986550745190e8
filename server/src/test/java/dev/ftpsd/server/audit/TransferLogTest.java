package dev.ftpsd.server.audit;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.FileMoved.Completion;
import dev.ftpsd.server.audit.FileMoved.Connection;
import dev.ftpsd.server.audit.FileMoved.Ending;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransferLogTest {

    private static final ZonedDateTime END = ZonedDateTime.of(2026, 9, 3, 4, 5, 6, 0, ZoneOffset.UTC);
    private static final Who ANNA = new Who(7, "203.0.113.7", "anna");

    private static FileMoved moved(String verb, String path, String type, Completion completion) {
        return new FileMoved(verb, path, 5120, Duration.ofMillis(3999), new Connection(type, false, "P"),
                new Ending(completion, "ok"), "");
    }

    private static String line(Who who, FileMoved moved) {
        return TransferLog.line(END, who, moved);
    }

    @Test
    void lines_are_those_of_wu_ftpd() {
        assertEquals("Thu Sep  3 04:05:06 2026 3 203.0.113.7 5120 /in/a.csv b _ i r anna ftp 0 * c",
                line(ANNA, moved("STOR", "/in/a.csv", "I", Completion.COMPLETE)));
        assertEquals("Thu Sep  3 04:05:06 2026 3 203.0.113.7 5120 /in/a.csv a _ o r anna ftp 0 * i",
                line(ANNA, moved("RETR", "/in/a.csv", "A", Completion.ABORTED)));
        assertEquals("Thu Sep  3 04:05:06 2026 3 2001:db8:0:0:0:0:0:1 5120 /a b _ i a anonymous ftp 0 * i",
                line(new Who(7, "2001:db8:0:0:0:0:0:1", "anonymous"), moved("APPE", "/a", "I", Completion.FAILED)));
    }

    @Test
    void a_transfer_takes_a_second_at_least() {
        var quick = new FileMoved("STOU", "/a", 1, Duration.ofMillis(2), new Connection("I", false, "P"),
                new Ending(Completion.COMPLETE, "ok"), "");

        assertTrue(line(ANNA, quick).startsWith("Thu Sep  3 04:05:06 2026 1 203.0.113.7 1 /a "),
                () -> line(ANNA, quick));
    }

    @Test
    void no_name_ends_its_field_or_begins_a_line() {
        var hostile =
                "/a b\tc\nThu Sep  3 04:05:06 2026 1 192.0.2.1 9 /x\r\u0085\u2028\u2029\u00a0\u3000\u001b[2J\u202e";
        var line = line(new Who(7, "203.0.113.7", "an na\n"), moved("STOR", hostile, "I", Completion.COMPLETE));

        assertEquals("Thu Sep  3 04:05:06 2026 3 203.0.113.7 5120 /a_b_c_Thu_Sep__3_04:05:06_2026_1_192.0.2.1_9_/x"
                + "_______[2J_ b _ i r an_na_ ftp 0 * c", line);
        assertEquals(18, line.split("\\s+").length);
    }

    @Test
    void names_of_other_scripts_stay_as_they_are() {
        assertTrue(line(ANNA, moved("STOR", "/größe-日本", "I", Completion.COMPLETE)).contains(" /größe-日本 b "));
    }

    @Test
    void it_is_written_for_those_alone_who_ask_for_it() {
        var events = new EventLog(Counts.NONE);
        var upload = moved("STOR", "/a", "I", Completion.COMPLETE);
        try (var log = new HeardLog()) {
            events.transfer(ANNA, upload);
            assertEquals(List.of(), xferlog(log));

            Configurator.setLevel("dev.ftpsd.xferlog", Level.TRACE);
            events.transfer(ANNA, upload);
            assertEquals(1, xferlog(log).size());
            assertTrue(xferlog(log).getFirst().endsWith(" 3 203.0.113.7 5120 /a b _ i r anna ftp 0 * c"),
                    xferlog(log)::toString);
        }
    }

    private static List<String> xferlog(HeardLog log) {
        return log.lines("line").stream().filter(line -> line.contains(" xferlog ")).toList();
    }
}
