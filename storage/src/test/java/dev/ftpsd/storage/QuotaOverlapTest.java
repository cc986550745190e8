package dev.ftpsd.storage;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Uploads that go on while others end and while the tree is counted. */
class QuotaOverlapTest {

    private static final StoreLimits LIMITS = new StoreLimits(Long.MAX_VALUE, 100, 100);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AtomicInteger walks = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final FileStore files = countingWalks(new MemoryFileStore());
    private final QuotaLedger ledger = new QuotaLedger(new FakeKeeper(), now::get);
    private final QuotaStore store = new QuotaStore(files, ledger, () -> LIMITS);
    private final QuotaStore free = new QuotaStore(files, ledger, () -> StoreLimits.NONE);

    private FileStore countingWalks(FileStore below) {
        return (FileStore) Proxy.newProxyInstance(FileStore.class.getClassLoader(), new Class<?>[]{FileStore.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("list") && arguments[0].equals(VirtualPath.ROOT)) {
                        walks.incrementAndGet();
                    }
                    try {
                        return method.invoke(below, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void the_end_of_an_upload_that_nobody_counted_frees_nobody_of_the_quota() throws IOException {
        put(files, "/old", "x".repeat(80));
        var uncounted = free.openWrite(path("/a"), WriteMode.REPLACE, 0);
        try (var sink = store.openWrite(path("/b"), WriteMode.REPLACE, 0)) {
            uncounted.write(bytes("12345"));
            uncounted.commit();
            uncounted.close();

            assertFails(Kind.QUOTA_EXCEEDED, () -> sink.write(bytes("x".repeat(16))));
        }
        assertEquals(new Usage(85, 2), ledger.usage());
    }

    @Test
    void an_upload_stays_under_the_quota_when_the_tree_is_to_be_counted_anew() throws IOException {
        put(files, "/old", "x".repeat(80));
        try (var sink = store.openWrite(path("/b"), WriteMode.REPLACE, 0)) {
            ledger.countAnew();
            assertFails(Kind.QUOTA_EXCEEDED, () -> sink.write(bytes("x".repeat(90))));
        }
        assertEquals(Usage.of(files), ledger.usage());
    }

    @Test
    void a_count_among_overlapping_uploads_leads_to_no_other_count() throws IOException {
        put(store, "/a0", "x".repeat(50));
        var last = store.openWrite(path("/a0"), WriteMode.REPLACE, 0);
        last.write(bytes("x".repeat(60)));
        now.addAndGet(MINUTE);
        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/large", "x".repeat(90)));
        var counted = walks.get();
        assertEquals(2, counted);

        for (var round = 1; round < 10; round++) {
            var next = store.openWrite(path("/a" + round), WriteMode.REPLACE, 0);
            next.write(bytes("123"));
            last.commit();
            last.close();
            last = next;
        }
        last.close();
        assertEquals(counted, walks.get());
        assertEquals(Usage.of(files), ledger.usage());
        assertEquals(87, ledger.usage().bytes());
    }

    @Test
    void what_is_in_doubt_is_counted_once_a_minute_at_most() throws IOException {
        try (var uncounted = free.openWrite(path("/d"), WriteMode.REPLACE, 0)) {
            assertEquals(100, store.space(VirtualPath.ROOT));
            uncounted.commit();
        }
        for (var round = 0; round < 5; round++) {
            put(store, "/" + round, "1");
        }
        assertEquals(1, walks.get());

        now.addAndGet(MINUTE);
        assertEquals(95, store.space(VirtualPath.ROOT));
        assertEquals(95, store.space(VirtualPath.ROOT));
        assertEquals(2, walks.get());
    }
}
