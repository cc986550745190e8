package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** PASV commands of one address that wait for a port. */
final class ClaimWaitersTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MOST = 16;

    private final ClaimTable claims = new ClaimTable(new PendingData(0, 0), () -> true);

    private PassiveEndpoint claim(LocalClient owner) throws DataFailure {
        return claims.claim(owner, List.of(2122), LONG,
                port -> new PassiveEndpoint(owner, port, claims,
                        new DataTls(NoEngines::new, Runnable::run, () -> LONG, Counts.NONE),
                        new PassiveEndpoint.Timeouts(LONG, LONG, LONG)));
    }

    @Test
    void the_seventeenth_is_refused_and_those_that_are_gone_make_room() throws Exception {
        var first = claim(LocalClient.inClear());
        var waiters = Stream.generate(LocalClient::inClear).limit(MOST).toList();
        var tasks = waiters.stream().map(waiter -> new FutureTask<>((Callable<PassiveEndpoint>) () -> claim(waiter)))
                .toList();
        var threads = tasks.stream().map(task -> Thread.ofPlatform().start(task)).toList();
        Eventually.holds(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING),
                "sixteen wait");

        assertEquals(DataFailure.Kind.NOT_OPENED,
                assertThrows(DataFailure.class, () -> claim(LocalClient.inClear())).kind());

        waiters.forEach(waiter -> waiter.closed = true);
        for (var task : tasks) {
            assertThrows(ExecutionException.class, task::get);
        }
        var next = Thread.ofPlatform().start(() -> claims.remove(first));
        claim(LocalClient.inClear());
        next.join();
    }
}
