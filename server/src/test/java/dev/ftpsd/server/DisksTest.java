package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which file system the numbers of the disk are of. */
class DisksTest {

    /** Another file system than that of temporary files, as Linux has it. */
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    Path installation;

    /** Leaves the most on the smallest, so that the order is known. */
    private static long all(long total) {
        return Long.MAX_VALUE / 2 - total;
    }

    private static long size(Path of) throws IOException {
        return Files.getFileStore(of).getTotalSpace();
    }

    @Test
    void it_is_the_installation_s_until_a_home_is_open_and_then_the_homes() throws Exception {
        var disks = new Disks(installation);
        assertEquals(size(installation), disks.tightest(DisksTest::all).total());

        disks.note(MEMORY);

        assertEquals(size(MEMORY), disks.tightest(DisksTest::all).total());
    }

    @Test
    void of_several_it_is_the_one_with_the_least_above_its_reserve() throws Exception {
        var disks = new Disks(installation);
        disks.note(MEMORY);
        disks.note(installation);
        var memory = size(MEMORY);

        var tightest = disks.tightest(total -> total == memory ? Long.MAX_VALUE / 2 : 0);

        assertEquals(memory, tightest.total());
        assertEquals(Long.MAX_VALUE / 2, tightest.reserve());
        assertTrue(tightest.usable() > 0);
    }

    @Test
    void a_directory_that_is_not_there_counts_when_it_is() throws Exception {
        var disks = new Disks(MEMORY);
        var home = installation.resolve("home");
        disks.note(home);
        assertEquals(size(MEMORY), disks.tightest(DisksTest::all).total());

        disks.note(Files.createDirectory(home));

        assertEquals(size(installation), disks.tightest(DisksTest::all).total());
    }

    @Test
    void a_home_that_is_removed_takes_nobody_s_numbers_along() throws Exception {
        var disks = new Disks(MEMORY);
        var first = Files.createDirectory(installation.resolve("first"));
        disks.note(first);
        disks.note(Files.createDirectory(installation.resolve("second")));
        assertEquals(size(installation), disks.tightest(DisksTest::all).total());

        Files.delete(first);

        assertEquals(size(installation), disks.tightest(DisksTest::all).total());
    }
}
