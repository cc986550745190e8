package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A directory that hands its group down (setgid) goes on doing so, whatever bits are set. The umask is laxer than that of the process, so
 * that what is made has to be put right.
 */
@EnabledOnOs(OS.LINUX)
class GroupBitTest {

    private static final LocalPolicy LAX =
            new LocalPolicy(0, UploadMode.ATOMIC, Duration.ZERO, Sync.NONE, Symlinks.INSIDE, total -> 0);

    @TempDir
    private Path directory;
    private Path shared;

    /** How directories are held. */
    enum Way {
        BY_SYSTEM_CALLS, BY_JAVA;

        LocalFileStore store(Path root) throws IOException {
            return LocalFileStore.open(root, false, LAX, Uploader.NOBODY,
                    this == BY_JAVA ? OpenDirectory::openByJava : OpenDirectory::open);
        }
    }

    @BeforeEach
    void share() throws IOException {
        shared = Files.createDirectory(directory.resolve("shared"));
        setMode(shared, 03775);
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_is_made_with_the_group_bit_of_the_one_above_it(Way way) throws IOException {
        way.store(directory).makeDirectory(path("/shared/made"));

        assertEquals(02777, mode(shared.resolve("made")));
    }

    @Test
    void a_home_is_made_with_the_bits_that_the_umask_leaves_and_the_group_bit_of_the_directory_above_it()
            throws IOException {
        LocalFileStore.open(shared.resolve("homes/acme"), true, LAX);

        assertEquals(02777, mode(shared.resolve("homes")));
        assertEquals(02777, mode(shared.resolve("homes/acme")));
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_sets_the_bits_of_a_directory_takes_nothing_else_from_it(Way way) throws IOException {
        way.store(directory).setMode(path("/shared"), 0750);

        assertEquals(03750, mode(shared));
    }

    @ParameterizedTest
    @EnumSource
    void a_file_loses_what_would_run_it_as_another_user(Way way) throws IOException {
        var store = way.store(directory);
        put(store, "/program", "x");
        setMode(directory.resolve("program"), 06755);

        store.setMode(path("/program"), 0750);

        assertEquals(0750, mode(directory.resolve("program")));
    }

    private static void setMode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }
}
