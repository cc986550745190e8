package dev.ftpsd.storage;

import java.nio.file.Path;
import java.util.OptionalLong;

import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import dev.ftpsd.storage.local.Uploader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** An upload that is opened to see whether it may be, and closed, changes nothing, however full the quota is. */
class QuotaLookTest {

    @TempDir
    Path root;

    private LocalFileStore store(String user) throws StorageException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, new Uploader(user, () -> {}));
    }

    @Test
    void what_has_come_stays_where_there_is_no_room_for_it_beside_the_file() throws Exception {
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "0123456789");
        Thread.sleep(30); // the clock of files ticks in some milliseconds
        write(store("bob"), "/new", WriteMode.REPLACE, 0, "x".repeat(80));

        var limited = new QuotaStore(store("alice"), new QuotaLedger(new FakeKeeper()),
                () -> new StoreLimits(Long.MAX_VALUE, 120, Long.MAX_VALUE));
        limited.openWrite(path("/new"), WriteMode.APPEND, 0).close();

        assertEquals(OptionalLong.of(10), limited.partOf(path("/new")));
    }
}
