package dev.ftpsd.server.hook;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A program that does as it likes. */
class ProgramCallTest {

    /** A rename has up to three names of thousands of characters, each of which may take six in JSON. */
    private static final String LONG = "x".repeat(200_000);

    @Test
    void one_that_does_not_read_a_long_event_is_ended_in_time() throws Exception {
        var answer = ProgramCall.run(List.of("/bin/sleep", "1000"), LONG, Duration.ofMillis(50), new Call());

        assertEquals(new Call.Answer.None("no end within 50 ms"), answer);
    }

    @Test
    void one_that_reads_a_long_event_gets_all_of_it() throws Exception {
        var answer = ProgramCall.run(List.of("/bin/sh", "-c", "test $(wc -c) -eq 200001"), LONG,
                Duration.ofSeconds(20), new Call());

        assertEquals(new Call.Answer.Yes(), answer);
    }
}
