package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What fails for lack of a descriptor keeps none: else a moment of want would last for ever. */
@EnabledOnOs(OS.LINUX)
final class ScarceDescriptorsTest {

    private static final Path ALL = Path.of("/proc/self/fd");
    private static final Pattern MOST = Pattern.compile("Max open files +([0-9]+)");
    private static final int SPARE = 40;

    @TempDir
    Path home;

    private final Deque<FileChannel> taken = new ArrayDeque<>();
    private LocalFileStore store;
    private int before;

    @BeforeEach
    void open() throws Exception {
        before = limit();
        store = LocalFileStore.open(home, false, LocalPolicy.DEFAULT);
        Files.writeString(Files.createDirectory(home.resolve("d")).resolve("f"), "x");
        // All that is loaded at the first time, which takes descriptors too.
        look();
        assertTrue(fails(() -> store.list(VirtualPath.of("/d/f"))));
        assertTrue(fails(() -> store.list(VirtualPath.of("/none/none"))));
        assertTrue(fails(() -> store.openRead(VirtualPath.of("/none"))));
        limit(count() + SPARE);
    }

    @AfterEach
    void end() throws Exception {
        giveBack(taken.size());
        limit(before);
    }

    private void look() throws Exception {
        try (var listing = store.list(VirtualPath.of("/d"))) {
            assertTrue(listing.next().isPresent());
        }
        store.openRead(VirtualPath.of("/d/f")).close();
    }

    private static void limit(int descriptors) throws Exception {
        var own = ProcessHandle.current().pid();
        var limiting = new ProcessBuilder("prlimit", "--pid", "" + own, "--nofile=" + descriptors + ":").start();
        assertTrue(limiting.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, limiting.exitValue());
    }

    private static int limit() throws IOException {
        try (var limits = Files.lines(Path.of("/proc/self/limits"))) {
            return limits.map(MOST::matcher).filter(Matcher::find).mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst().orElseThrow();
        }
    }

    private static int count() throws IOException {
        try (var all = Files.list(ALL)) {
            return (int) all.count();
        }
    }

    /** Others may come and go. */
    private long held() throws IOException {
        try (var all = Files.list(ALL)) {
            return all.filter(this::isOfThisHome).count();
        }
    }

    private boolean isOfThisHome(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(home);
        } catch (IOException e) {
            return false;
        }
    }

    private void takeAll() {
        try {
            while (true) {
                taken.push(FileChannel.open(home.resolve("d/f")));
            }
        } catch (IOException e) {
            // There are no more.
        }
    }

    private void giveBack(int descriptors) throws IOException {
        for (var i = 0; i < descriptors; i++) {
            taken.pop().close();
        }
    }

    @Test
    void neither_does_a_listing_nor_a_download() throws Exception {
        takeAll();
        var failures = 0;
        for (var free = 0; free < 6; free++) {
            for (var i = 0; i < 10; i++) {
                failures += fails(() -> store.list(VirtualPath.of("/d")).close()) ? 1 : 0;
                failures += fails(() -> store.openRead(VirtualPath.of("/d/f")).close()) ? 1 : 0;
            }
            giveBack(1);
        }
        assertTrue(failures > 0, "there were enough");
        giveBack(taken.size());
        assertEquals(0, held(), "of this home");
        look();
    }

    private interface Deed {
        void run() throws StorageException, IOException;
    }

    private static boolean fails(Deed deed) {
        try {
            deed.run();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoever_has_none_is_told_so() throws Exception {
        takeAll();
        assertThrows(StorageException.class, () -> store.list(VirtualPath.of("/d")));
    }
}
