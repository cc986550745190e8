package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** lftp: GnuTLS, several commands in one segment, and several sessions at once. */
@Needs("lftp")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LftpIT {

    private static final int FOLDERS = 10;
    private static final String TLS_1_2 = "NORMAL:-VERS-ALL:+VERS-TLS1.2";
    private static final String TLS_1_3 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";

    private final Path directory;
    private final RunningTree tree;

    LftpIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.tree = RunningTree.start(Site.make(directory));
        Files.createDirectories(home());
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void many_small_files_are_mirrored_both_ways(String priority) throws Exception {
        var name = priority.substring(priority.length() - 3);
        var sent = directory.resolve("sent-" + name);
        var received = directory.resolve("received-" + name);
        var sums = manyFiles(sent);

        timed("lftp mirror -R, TLS " + name, priority, "mirror --reverse " + sent + " " + name);
        timed("lftp mirror, TLS " + name, priority, "mirror " + name + " " + received);

        assertEquals(sums, sums(home().resolve(name)));
        assertEquals(sums, sums(received));
    }

    @Test
    void four_sessions_mirror_at_once() throws Exception {
        var sent = directory.resolve("sent-parallel");
        var received = directory.resolve("received-parallel");
        var sums = manyFiles(sent);

        timed("lftp mirror -R --parallel=4", TLS_1_3, "mirror --reverse --parallel=4 " + sent + " parallel");
        timed("lftp mirror --parallel=4", TLS_1_3, "mirror --parallel=4 parallel " + received);

        assertEquals(sums, sums(home().resolve("parallel")));
        assertEquals(sums, sums(received));
    }

    @Test
    void cls_lists_names_and_sizes() throws Exception {
        Files.createDirectories(home().resolve("listed/folder"));
        Content.write(home().resolve("listed/file one"), 4711);

        var listing = lftp(TLS_1_3, "cls -l --sort=name listed/").succeeds().output();

        assertTrue(listing.lines().anyMatch(line -> line.matches(".*4711.*file one")), listing);
        assertTrue(listing.lines().anyMatch(line -> line.matches("d.*folder/?")), listing);
    }

    @Test
    void broken_transfers_are_resumed() throws Exception {
        var whole = Content.write(directory.resolve("whole"), 500_000);
        var bytes = Files.readAllBytes(whole);
        Files.write(home().resolve("resumed"), Arrays.copyOf(bytes, 123_456));
        Files.write(directory.resolve("resumed-here"), Arrays.copyOf(bytes, 234_567));

        lftp(TLS_1_3, "put -c " + whole + " -o resumed").succeeds();
        lftp(TLS_1_3, "get -c resumed -o " + directory.resolve("resumed-here")).succeeds();

        assertEquals(Content.sum(whole), Content.sum(home().resolve("resumed")));
        assertEquals(Content.sum(whole), Content.sum(directory.resolve("resumed-here")));
    }

    @Test
    void chmod_without_the_right_to_it_is_refused_and_the_session_goes_on() throws Exception {
        var file = Content.write(home().resolve("mode"), 10);
        var mode = Files.getPosixFilePermissions(file);

        var result = lftp(TLS_1_3, "chmod 777 mode || cls -1 mode").succeeds();

        assertTrue(result.errors().matches("(?s).*chmod: Access failed: 5\\d\\d.*"), result::toString);
        assertTrue(result.output().contains("mode"), result::toString);
        assertEquals(PosixFilePermissions.toString(mode),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    private Path home() {
        return tree.site().home("alice");
    }

    private void timed(String what, String priority, String command) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        lftp(priority, command).succeeds();
        var time = Duration.ofNanos(System.nanoTime() - begin);
        Scale.say(what + ", " + Scale.smallFiles() + " files", Scale.smallFiles() * 2000L, time);
    }

    private Result lftp(String priority, String command) throws IOException, InterruptedException {
        return new Lftp(tree, directory.resolve("lftp")).run("set ssl:priority \"" + priority + "\"", command);
    }

    private static Map<String, String> manyFiles(Path folder) throws IOException {
        for (int i = 0; i < Scale.smallFiles(); i++) {
            var below = Files.createDirectories(folder.resolve("folder " + i % FOLDERS));
            Content.write(below.resolve("file " + i), 1500 + i % 1000);
        }
        return sums(folder);
    }

    /** What is in the folder: names and sums. */
    private static Map<String, String> sums(Path folder) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(file).toString(), Content.sum(file));
            }
        }
        return sums;
    }
}
