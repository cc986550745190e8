package dev.ftpsd.server.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code storage.sync} as the kernel sees it: what is forced to the disk, and before what. */
final class SyncIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"none, false, false", "file, true, false", "file+dir, true, true"})
    @Needs("strace")
    void the_file_is_forced_before_it_takes_its_name_and_the_directory_after(String sync, boolean file, boolean folder)
            throws Exception {
        var site = Site.make(directory).machine("storage: { sync: " + sync + " }\n");
        try (var tree = RunningTree.start(site);
                var strace = Strace.watch(tree, "fsync,fdatasync,rename,renameat,renameat2");
                var client = FtpTestClient.connect(tree.port())) {
            client.secure().login("alice");
            client.store("stored", "hello".getBytes(StandardCharsets.UTF_8));
            client.ask("NOOP", 200);

            var home = site.home("alice").toString();
            var calls = strace.calls().stream().filter(call -> call.contains(home)).toList();
            var renamed = Strace.first(calls, call -> call.contains("rename") && call.contains("\"stored\""));
            var forcedFile =
                    Strace.first(calls, call -> call.contains("sync(") && call.contains(home + "/.ftpsd-part-"));
            var forcedFolder = Strace.first(calls, call -> call.contains("sync(") && call.contains(home + ">"));
            assertTrue(renamed >= 0, calls::toString);
            assertEquals(file, forcedFile >= 0, calls::toString);
            assertEquals(folder, forcedFolder >= 0, calls::toString);
            assertTrue(forcedFile < renamed, calls::toString);
            assertTrue(forcedFolder < 0 || forcedFolder > renamed, calls::toString);
        }
    }
}
