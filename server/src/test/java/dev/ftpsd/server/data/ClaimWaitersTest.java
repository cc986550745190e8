package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** PASV commands of one address that wait for a port. */
final class ClaimWaitersTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MOST = 16;

    private final ClaimTable claims = new ClaimTable(new PendingData(0, 0), () -> true);

    private PassiveEndpoint claim(Client owner) throws DataFailure {
        return claims.claim(owner, List.of(2122), LONG,
                port -> new PassiveEndpoint(owner, port, claims,
                        new DataTls(NoEngines::new, Runnable::run, () -> LONG, Counts.NONE),
                        new PassiveEndpoint.Timeouts(LONG, LONG, LONG)));
    }

    @Test
    void the_seventeenth_is_refused_and_those_that_are_gone_make_room() throws Exception {
        var first = claim(new Client());
        var waiters = Stream.generate(Client::new).limit(MOST).toList();
        var tasks = waiters.stream().map(waiter -> new FutureTask<>((Callable<PassiveEndpoint>) () -> claim(waiter)))
                .toList();
        var threads = tasks.stream().map(task -> Thread.ofPlatform().start(task)).toList();
        Eventually.holds(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING),
                "sixteen wait");

        assertEquals(DataFailure.Kind.NOT_OPENED, assertThrows(DataFailure.class, () -> claim(new Client())).kind());

        waiters.forEach(waiter -> waiter.closed = true);
        for (var task : tasks) {
            assertThrows(ExecutionException.class, task::get);
        }
        var next = Thread.ofPlatform().start(() -> claims.remove(first));
        claim(new Client());
        next.join();
    }

    private static final class Client implements DataOwner {

        private volatile boolean closed;

        @Override
        public InetAddress peer() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public Optional<SessionIdentity> identity() {
            return Optional.empty();
        }

        @Override
        public ProtectionLevel protection() {
            return ProtectionLevel.CLEAR;
        }

        @Override
        public BindingRule binding() {
            return BindingRule.REQUIRED;
        }

        @Override
        public boolean bearsTruncation() {
            return false;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void wasBound(DataEngine by) {
            throw new IllegalStateException("nothing is bound here");
        }
    }
}
