package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What real clients make of an upload that was cut: they ask where to go on, and the file comes whole. */
final class BrokenUploadIT {

    private static final int SIZE = 3_000_000;

    @TempDir
    private Path directory;

    @Test
    @Needs("curl")
    void curl_goes_on_where_its_upload_was_cut() throws Exception {
        var sent = Content.write(directory.resolve("sent"), SIZE);
        try (var tree = RunningTree.start(Site.make(directory))) {
            cutUpload(tree, sent);
            assertEquals(List.of(), shown(tree), "nothing is to be seen of it");

            var resumed = resume(tree, sent);

            assertEquals(Content.sum(sent), Content.sum(tree.site().home("alice").resolve("file")));
            assertEquals(List.of("file"), onDisk(tree.site()));
            assertTrue(resumed.errors().matches("(?s).*> SIZE file.*< 213 [1-9].*> APPE file.*"), resumed::toString);
        }
    }

    @Test
    @Needs("curl")
    void curl_goes_on_after_the_server_was_killed() throws Exception {
        var sent = Content.write(directory.resolve("sent"), SIZE);
        var site = Site.make(directory);
        try (var killed = RunningTree.start(site)) {
            var client = beginUpload(killed, sent);
            killed.signal("KILL");
            killed.end();
            client.waitFor();
        }

        try (var tree = RunningTree.start(site)) {
            assertEquals(List.of(), shown(tree), "nothing is to be seen of it");
            resume(tree, sent);
            assertEquals(Content.sum(sent), Content.sum(site.home("alice").resolve("file")));
            assertEquals(List.of("file"), onDisk(site));
        }
    }

    @Test
    @Needs({"curl", "lftp"})
    void lftp_goes_on_where_an_upload_was_cut() throws Exception {
        var sent = Content.write(directory.resolve("sent"), SIZE);
        try (var tree = RunningTree.start(Site.make(directory))) {
            cutUpload(tree, sent);

            var script = """
                    debug -o %s 9
                    set ssl:verify-certificate no
                    set ftp:ssl-force yes
                    set ftp:ssl-protect-data yes
                    set net:max-retries 1
                    set cmd:fail-exit yes
                    open -u alice,secret ftp://127.0.0.1:%d
                    put -c %s -o file
                    """.formatted(directory.resolve("dialogue"), tree.port(), sent);
            Tool.in(tree.site().elsewhere(), "lftp").with("LFTP_HOME", directory.resolve("lftp").toString())
                    .run(List.of("--norc", "-f", "/dev/stdin"), script).succeeds();

            assertEquals(Content.sum(sent), Content.sum(tree.site().home("alice").resolve("file")));
            var dialogue = Files.readString(directory.resolve("dialogue"));
            assertTrue(dialogue.matches("(?s).*---> REST [1-9].*---> STOR file.*"), dialogue);
        }
    }

    /** Kills the client in the middle: one that is told to end would end its TLS connection properly, as if all had come. */
    private static void cutUpload(RunningTree tree, Path sent) throws IOException, InterruptedException {
        var client = beginUpload(tree, sent);
        client.destroyForcibly();
        client.waitFor();
        tree.await("result=");
    }

    /** An upload that has begun to arrive and would take a minute. */
    private static Process beginUpload(RunningTree tree, Path sent) throws IOException, InterruptedException {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        var line = new ArrayList<>(List.of("curl"));
        line.addAll(curl.options("alice:secret"));
        line.addAll(List.of("--limit-rate", "200k", "--upload-file", sent.toString(), curl.url("file")));
        var client = new ProcessBuilder(line).start();
        Eventually.holds(() -> hasBegun(tree.site()), "bytes arrive");
        return client;
    }

    private static boolean hasBegun(Site site) {
        try {
            var files = onDisk(site);
            return !files.isEmpty() && Files.size(site.home("alice").resolve(files.getFirst())) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Result resume(RunningTree tree, Path sent) throws IOException, InterruptedException {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        return curl.run("--verbose", "--continue-at", "-", "--upload-file", sent.toString(), curl.url("file"))
                .succeeds();
    }

    private static List<String> shown(RunningTree tree) throws IOException, InterruptedException {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        return curl.run("--list-only", curl.url("")).succeeds().output().lines().toList();
    }

    private static List<String> onDisk(Site site) throws IOException {
        var home = site.home("alice");
        if (!Files.exists(home)) {
            return List.of();
        }
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
