package dev.ftpsd.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.ControlLink;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.transfer.Transfer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How a server says farewell to those that are still moving bytes when its time is over. */
final class DrainTest {

    private static final Duration TO_PUT_BY = Duration.ofMillis(300);

    private final SessionRegistry sessions = new SessionRegistry();
    private final CountDownLatch cut = new CountDownLatch(1);
    private final AtomicBoolean isPutBy = new AtomicBoolean();
    private final Session session = session();

    private Session session() {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
        return new Session(new Addresses(here, here, here), ListenerSettings.of("test", 0, TlsMode.OPTIONAL),
                new LeavingAtOnce());
    }

    /** A client that is gone as soon as it is told to go. */
    private final class LeavingAtOnce implements ControlLink {

        @Override
        public void send(Reply reply) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(Reply farewell) {
            sessions.leave(session);
            session.close();
        }

        @Override
        public void closeWhenIdle(Reply farewell) {
            // It is in a transfer.
        }

        @Override
        public void issueTicket() {
            throw new UnsupportedOperationException();
        }
    }

    /** Begins a transfer that needs a moment for what has come, once it is cut. */
    private Thread begin(Duration moment) {
        assertEquals(SessionRegistry.Entry.ENTERED, sessions.enter(session, 0, 0));
        var transfer = new Transfer("STOR", new DataEndpoint.Unset());
        transfer.whenAborted(cut::countDown);
        session.slot().begin(transfer);
        return Thread.startVirtualThread(() -> {
            try {
                cut.await();
                Thread.sleep(moment);
                isPutBy.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                session.slot().end();
            }
        });
    }

    @Test
    void a_transfer_that_is_cut_may_put_by_what_has_come_though_its_client_has_gone() {
        begin(TO_PUT_BY);

        new Drain(sessions, () -> false).run(Duration.ZERO);

        assertEquals(0, sessions.count());
        assertTrue(isPutBy.get(), "the server's threads end now");
    }

    @Test
    void one_that_hangs_in_its_disk_is_not_waited_for_without_end() throws Exception {
        var hanging = begin(Duration.ofMinutes(5));
        var since = System.nanoTime();

        new Drain(sessions, () -> false).run(Duration.ZERO);

        assertFalse(isPutBy.get());
        assertTrue(System.nanoTime() - since < TimeUnit.SECONDS.toNanos(30), "the stop comes to its end");
        hanging.interrupt();
        hanging.join();
    }
}
