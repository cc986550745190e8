package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Of two that take a name which was free, both without leave to replace anything, one gets it and the other keeps what it has. */
class FreeNameTest {

    private static final int ROUNDS = 400;

    @TempDir
    private Path root;

    private LocalFileStore store() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
    }

    private static boolean renamed(FileStore store, String from) throws IOException {
        try {
            store.rename(path(from), path("/target"), false);
            return true;
        } catch (StorageException e) {
            assertEquals(Kind.ALREADY_EXISTS, e.kind());
            return false;
        }
    }

    private static boolean committed(FileSink sink) throws IOException {
        try {
            sink.commit();
            return true;
        } catch (StorageException e) {
            assertEquals(Kind.ALREADY_EXISTS, e.kind());
            return false;
        }
    }

    /** Runs all at the same moment, and tells how many said that it has worked. */
    private static long together(List<Callable<Boolean>> all) throws Exception {
        var start = new CyclicBarrier(all.size());
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            var running = new ArrayList<Future<Boolean>>();
            for (var one : all) {
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            var done = 0;
            for (var one : running) {
                done += one.get() ? 1 : 0;
            }
            return done;
        }
    }

    @Test
    void two_renames() throws Exception {
        var store = store();
        for (var round = 0; round < ROUNDS; round++) {
            Files.writeString(root.resolve("a"), "a");
            Files.writeString(root.resolve("b"), "b");
            assertEquals(1, together(List.of(() -> renamed(store, "/a"), () -> renamed(store, "/b"))));
            try (var left = Files.list(root)) {
                assertEquals(2, left.count(), "round " + round);
            }
            Files.delete(root.resolve("target"));
        }
    }

    @Test
    void two_directories() throws Exception {
        var store = store();
        for (var round = 0; round < ROUNDS; round++) {
            Files.createDirectories(root.resolve("a"));
            Files.createDirectories(root.resolve("b"));
            assertEquals(1, together(List.of(() -> renamed(store, "/a"), () -> renamed(store, "/b"))));
            try (var left = Files.list(root)) {
                assertEquals(2, left.count(), "round " + round);
            }
            Files.delete(root.resolve("target"));
        }
    }

    @Test
    void a_rename_and_an_upload() throws Exception {
        var store = store();
        for (var round = 0; round < ROUNDS; round++) {
            Files.writeString(root.resolve("a"), "a");
            try (var sink = store.openWrite(path("/target"), WriteMode.REPLACE, 0)) {
                sink.keepOthers();
                sink.write(bytes("upload"));
                assertEquals(1, together(List.of(() -> renamed(store, "/a"), () -> committed(sink))));
            }
            var content = Files.readString(root.resolve("target"));
            assertEquals(content.equals("upload"), Files.exists(root.resolve("a")), "round " + round);
            Files.deleteIfExists(root.resolve("a"));
            Files.delete(root.resolve("target"));
        }
    }

    @Test
    void a_directory_on_linux_moves_to_free_names_alone() throws IOException {
        Files.writeString(root.resolve("a"), "a");
        Files.createDirectory(root.resolve("taken"));
        try (var directory = OpenDirectory.open(root)) {
            assertThrows(FileAlreadyExistsException.class,
                    () -> directory.moveIfFree(Path.of("a"), directory, Path.of("taken")));
            assertTrue(directory.moveIfFree(Path.of("a"), directory, Path.of("free")));
        }
        assertEquals("a", Files.readString(root.resolve("free")));
    }
}
