package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code conf/log4j2.xml} as it is shipped. */
class LogLayoutTest {

    private static String line(String message) {
        try (var context = new LoggerContext("test")) {
            var shipped = ConfigurationFactory.getInstance()
                    .getConfiguration(context, "test", Path.of("../conf/log4j2.xml").toUri());
            shipped.initialize();
            var event = Log4jLogEvent.newBuilder().setLoggerName("dev.ftpsd.server.audit.EventLog").setLevel(Level.INFO)
                    .setMessage(new SimpleMessage(message)).build();
            return String.valueOf(shipped.getAppender("stdout").getLayout().toSerializable(event));
        }
    }

    @Test
    void an_event_is_one_readable_line() {
        assertTrue(line("login user=acme").matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) "
                        + "INFO {2}EventLog login user=acme\\n"),
                () -> line("login user=acme"));
    }

    @Test
    void what_a_client_sends_cannot_begin_a_line_of_its_own() {
        assertEquals(1, line("user=x\r\n2026-01-01 INFO EventLog login user=root").lines().count());
    }

    /** System.out is written to by a virtual thread as by one that may block: it wakes another carrier for each line. */
    @Test
    void lines_do_not_go_by_the_way_of_system_out() throws IOException {
        var shipped = Files.readString(Path.of("../conf/log4j2.xml"));
        var consoles = Pattern.compile("<Console [^>]*>").matcher(shipped).results().map(MatchResult::group).toList();

        assertEquals(2, consoles.size());
        assertTrue(consoles.stream().allMatch(console -> console.contains(" direct=\"true\"")), consoles::toString);
    }
}
