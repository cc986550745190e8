package dev.ftpsd.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is known of a tree, over restarts and whoever changes it. */
class QuotaLedgerTest {

    private static final StoreLimits LIMITS = new StoreLimits(Long.MAX_VALUE, 100, 100);

    private final MemoryFileStore files = new MemoryFileStore();
    private final FakeKeeper keeper = new FakeKeeper();

    private QuotaStore store(QuotaLedger ledger) {
        return new QuotaStore(files, ledger, () -> LIMITS);
    }

    @Test
    void what_stood_there_before_the_quota_came_is_counted() throws IOException {
        files.makeDirectory(path("/d"));
        put(files, "/d/a", "x".repeat(60));
        var ledger = new QuotaLedger(keeper);

        assertEquals(40, store(ledger).space(path("/")));
        assertEquals(new Usage(60, 2), ledger.usage());
    }

    @Test
    void an_orderly_end_keeps_what_is_known_and_a_crash_leads_to_counting() throws IOException {
        var first = new QuotaLedger(keeper);
        put(store(first), "/a", "12345");
        assertNull(keeper.kept, "nothing that could be wrong after a crash");
        first.close();
        assertEquals(new Usage(5, 1), keeper.kept);

        keeper.kept = new Usage(90, 3); // as if it had been kept: it is believed, and not counted
        var second = new QuotaLedger(keeper);
        assertEquals(10, store(second).space(path("/")));
        assertNull(keeper.kept);

        var afterCrash = new QuotaLedger(keeper);
        assertEquals(95, store(afterCrash).space(path("/")));
    }

    @Test
    void nobody_is_refused_for_what_a_script_has_taken_away_meanwhile() throws IOException {
        var now = new AtomicLong();
        var store = store(new QuotaLedger(keeper, now::get));
        put(store, "/a", "x".repeat(100));
        files.delete(path("/a"));
        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/b", "1"));

        now.set(Duration.ofMinutes(1).toNanos());
        store.checkRoom(path("/b"), WriteMode.REPLACE, 100);
        put(store, "/b", "x".repeat(100));
        files.delete(path("/b"));
        now.set(Duration.ofMinutes(2).toNanos());
        put(store, "/c", "x".repeat(100));
        assertEquals(0, store.space(path("/")));
    }

    @Test
    void nothing_is_kept_while_an_upload_goes_on() throws IOException {
        var ledger = new QuotaLedger(keeper);
        try (var sink = store(ledger).openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("12345"));
            ledger.close();
            assertNull(keeper.kept);
        }
    }

    @Test
    void a_tree_that_cannot_be_counted_takes_no_upload() {
        var unreadable = new QuotaStore(new Unlistable(files), new QuotaLedger(keeper), () -> LIMITS);

        assertFails(Kind.FAILED, () -> put(unreadable, "/a", "1"));
        assertFails(Kind.FAILED, () -> unreadable.space(path("/")));
    }

    @Test
    void what_a_user_without_a_quota_changes_in_the_same_tree_is_counted_or_counted_again() throws IOException {
        var ledger = new QuotaLedger(keeper);
        var free = new QuotaStore(files, ledger, () -> StoreLimits.NONE);
        keeper.kept = new Usage(0, 0);
        put(free, "/unseen", "123");
        assertNull(keeper.kept, "what was kept is not true any more");
        assertEquals(97, store(ledger).space(path("/")));

        put(free, "/seen", "1234");
        assertEquals(93, store(ledger).space(path("/")));
        free.delete(path("/unseen"));
        assertEquals(new Usage(4, 1), ledger.usage());
    }

    @Test
    void an_upload_that_began_before_the_quota_came_is_counted_when_it_ends() throws IOException {
        var ledger = new QuotaLedger(keeper);
        var free = new QuotaStore(files, ledger, () -> StoreLimits.NONE);
        try (var sink = free.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("1234567"));
            assertEquals(100, store(ledger).space(path("/")));
            sink.commit();
        }
        assertEquals(93, store(ledger).space(path("/")));
    }

    @Test
    void what_is_kept_of_a_broken_upload_has_room_beside_the_old_file_or_goes() throws IOException {
        var ledger = new QuotaLedger(keeper);
        var store = store(ledger);
        for (var size : new int[]{60, 30, 50}) {
            try (var sink = store.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
                sink.write(bytes("x".repeat(size)));
                if (size == 60) {
                    sink.commit();
                }
            }
            assertEquals(Usage.of(files), ledger.usage());
            assertEquals(size == 30 ? 90 : 60, ledger.usage().bytes(), "behind " + size);
        }
    }

    @Test
    void a_change_that_cannot_be_looked_at_afterwards_has_happened_and_is_counted_later() throws IOException {
        var now = new AtomicLong();
        var ledger = new QuotaLedger(keeper, now::get);
        var fails = new AtomicBoolean();
        var store = new QuotaStore(new FailingLook(files, fails), ledger, () -> LIMITS);
        put(store, "/a", "1".repeat(40));
        put(store, "/b", "1".repeat(50));

        store.delete(path("/a"));
        assertFalse(fails.get(), "the look did not fail");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertEquals(50, store.space(path("/")));

        put(store, "/c", "1".repeat(20));
        store.rename(path("/b"), path("/c"), true);
        assertFalse(fails.get(), "the look did not fail");
        ledger.close();
        assertNull(keeper.kept, "an account in doubt");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertEquals(50, store.space(path("/")));
        assertEquals(Usage.of(files), ledger.usage());
    }

    /** Four sessions at once do what they like with the same few names; in the end the account is right to the byte. */
    @ParameterizedTest(name = "a minute between two refusals: {0}")
    @ValueSource(booleans = {false, true})
    void many_sessions_at_once_are_counted_to_the_byte_and_never_pass_the_quota(boolean isSlow) throws Exception {
        var clock = new AtomicLong();
        var ledger = new QuotaLedger(keeper,
                isSlow ? () -> clock.addAndGet(Duration.ofMinutes(1).toNanos()) : System::nanoTime);
        var store = store(ledger);
        store.makeDirectory(path("/d"));
        var threads = new ArrayList<Thread>();
        var begin = new CountDownLatch(1);
        for (var seed = 1; seed <= 4; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            threads.add(Thread.ofVirtual().start(() -> {
                await(begin);
                for (var i = 0; i < 500; i++) {
                    attempt(store, random);
                }
            }));
        }
        begin.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertEquals(Usage.of(files), ledger.usage());
        assertTrue(ledger.usage().bytes() <= 100, ledger.usage().toString());
    }

    private static void attempt(FileStore store, RandomGenerator random) {
        var one = path((random.nextBoolean() ? "/" : "/d/") + random.nextInt(3));
        var other = path((random.nextBoolean() ? "/" : "/d/") + random.nextInt(3));
        try {
            switch (random.nextInt(6)) {
                case 0 -> store.delete(one);
                case 1 -> store.rename(one, other, true);
                case 2 -> store.makeDirectory(one);
                case 3 -> store.removeDirectory(one);
                default -> upload(store, one, random);
            }
        } catch (StorageException e) {
            assertTrue(e.kind() != Kind.FAILED, e.toString());
        }
    }

    private static void upload(FileStore store, VirtualPath path, RandomGenerator random) throws StorageException {
        var mode = random.nextBoolean() ? WriteMode.REPLACE : WriteMode.APPEND;
        try (var sink = store.openWrite(path, mode, 0)) {
            for (var i = 0; i < 3; i++) {
                sink.write(bytes("x".repeat(random.nextInt(20))));
            }
            if (random.nextInt(4) > 0) {
                sink.commit();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
