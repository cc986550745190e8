package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What people do with curl, over each way to the server: bound data connections are required, as shipped. */
@Needs("curl")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlIT {

    private static final int SIZE = 300_007;

    private final Path directory;
    private final RunningTree tree;
    private final Path sent;

    CurlIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.tree = RunningTree.start(Site.make(directory));
        this.sent = Content.write(directory.resolve("sent"), SIZE);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_was_uploaded_comes_back_with_the_same_sum(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        var received = directory.resolve("received");

        curl.run("--upload-file", sent.toString(), curl.url(way.name())).succeeds();
        curl.run("--output", received.toString(), curl.url(way.name())).succeeds();

        assertEquals(Content.sum(sent), Content.sum(stored(way.name())));
        assertEquals(Content.sum(sent), Content.sum(received));
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_download_is_resumed(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        Content.write(stored("whole"), SIZE);
        var received = begun(directory.resolve("begun"));

        curl.run("--continue-at", "-", "--output", received.toString(), curl.url("whole")).succeeds();

        assertEquals(Content.sum(sent), Content.sum(received));
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_upload_is_resumed(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        begun(stored("partial"));

        curl.run("--continue-at", "-", "--upload-file", sent.toString(), curl.url("partial")).succeeds();

        assertEquals(Content.sum(sent), Content.sum(stored("partial")));
    }

    @ParameterizedTest
    @EnumSource
    void a_listing_shows_what_is_there(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        Content.write(stored("listed file"), 1234);

        var listing = curl.run(curl.url("")).succeeds().output();
        var names = curl.run("--list-only", curl.url("")).succeeds().output();

        assertTrue(listing.lines().anyMatch(line -> line.matches("-rw.* 1234 .* listed file")), listing);
        assertTrue(names.lines().anyMatch("listed file"::equals), names);
    }

    @Test
    void a_file_is_renamed_and_deleted() throws Exception {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        Content.write(stored("old name"), 10);

        curl.run("--quote", "-RNFR old name", "--quote", "-RNTO new name", curl.url("")).succeeds();
        assertFalse(Files.exists(stored("old name")));
        assertTrue(Files.exists(stored("new name")));

        curl.run("--quote", "-DELE new name", curl.url("")).succeeds();
        assertFalse(Files.exists(stored("new name")));
    }

    @Test
    void missing_directories_are_made_for_an_upload() throws Exception {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);

        curl.run("--ftp-create-dirs", "--upload-file", sent.toString(), curl.url("a/b%20c/d")).succeeds();

        assertEquals(Content.sum(sent), Content.sum(stored("a/b c/d")));
    }

    @Test
    void a_wrong_password_is_refused() throws Exception {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);

        // 67: curl's word for a refused login.
        curl.as("alice:wrong", List.of(curl.url(""))).exits(67);
        curl.as("mallory:secret", List.of(curl.url(""))).exits(67);
    }

    private Path stored(String name) throws IOException {
        return Files.createDirectories(tree.site().home("alice")).resolve(name);
    }

    /** The first third of what is sent. */
    private Path begun(Path file) throws IOException {
        var bytes = Files.readAllBytes(sent);
        return Files.write(file, Arrays.copyOf(bytes, SIZE / 3));
    }
}
