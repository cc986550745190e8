package dev.ftpsd.server.hook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.Target;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the end of the server leaves running: nothing. */
class DeliveriesEndTest {

    private static final String EVENTS = "events";

    @TempDir
    Path folder;

    private final CountDownLatch isChoosing = new CountDownLatch(1);
    private final CountDownLatch hasEnded = new CountDownLatch(1);

    private EventSettings settings() throws Exception {
        var program = new HookSite(folder).program("hanging", "echo x >> $here/started; exec sleep 1000");
        var hook = new Hook("hangs", Set.of(Happening.UPLOAD), List.of("*"),
                new Target.Command(List.of(program.toString())), false, Duration.ofMinutes(10),
                EventSettings.OnFailure.DENY);
        return new EventSettings(List.of(hook), 10, 2, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO);
    }

    /** Holds the thread that chooses the next event in the middle of its choice, whatever interrupts it, until the end has come. */
    private void choose() {
        if (Thread.currentThread().getName().equals(EVENTS) && !new HookSite(folder).read("started").isEmpty()) {
            isChoosing.countDown();
            var isInterrupted = false;
            while (hasEnded.getCount() > 0) {
                try {
                    hasEnded.await();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void an_event_that_was_chosen_while_the_server_ended_starts_no_program_behind_it() throws Exception {
        var settings = settings();
        var spool = new Spool(folder.resolve("spool"));
        Files.createDirectories(folder.resolve("spool"));
        for (var number = 1; number <= 2; number++) {
            Files.writeString(folder.resolve("spool").resolve(number + ".hangs.event"), "\n{}\n");
        }
        var entries = spool.open();
        try (var caller = new Caller(); var deliveries = new Deliveries(spool, caller, () -> {
            choose();
            return settings;
        }, new EventLog(Counts.NONE))) {
            deliveries.add(entries.getFirst());
            Eventually.holds(() -> !new HookSite(folder).read("started").isEmpty(), "the first call runs");
            deliveries.add(entries.getLast());
            assertTrue(isChoosing.await(10, TimeUnit.SECONDS), "the second one is being chosen");
        }
        hasEnded.countDown();
        Thread.sleep(500); // Time enough for a program to start.

        assertEquals(List.of("x"), new HookSite(folder).read("started").lines().toList());
    }

    @Test
    void a_call_that_was_broken_off_before_it_began_starts_no_program() throws Exception {
        var settings = settings();
        var call = new Call();
        call.breakOff();
        try (var caller = new Caller()) {
            var answer = caller.call(settings.hooks().getFirst(), "1", "{}", call);

            assertTrue(answer instanceof Call.Answer.None, answer.toString());
        }
        Thread.sleep(200);
        assertEquals("", new HookSite(folder).read("started"));
    }
}
