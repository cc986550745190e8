package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Data connections that resume the session of their control connection, and those that do not. */
@Needs("curl")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlBindingIT {

    private static final int FILES = 40;

    private final Path directory;
    private final RunningTree tree;

    CurlBindingIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.tree = RunningTree.start(Site.make(directory));
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    /** OpenSSL uses each ticket of TLS 1.3 once: curl lives on those that come with each passive reply. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "EXPLICIT.*IPV4")
    void many_files_go_over_one_control_connection(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        var uploads = new ArrayList<String>(List.of("--verbose"));
        var downloads = new ArrayList<String>(List.of("--verbose"));
        for (int i = 0; i < FILES; i++) {
            uploads.addAll(List.of("--upload-file", sent(i).toString(), curl.url(way + "-" + i)));
            downloads.addAll(List.of("--output", received(i).toString(), curl.url(way + "-" + i)));
        }

        var first = curl.run(uploads).succeeds();
        var second = curl.run(downloads).succeeds();

        assertEquals(1, logins(first), "logins of the uploads");
        assertEquals(1, logins(second), "logins of the downloads");
        for (int i = 0; i < FILES; i++) {
            assertEquals(Content.sum(sent(i)), Content.sum(received(i)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "EXPLICIT.*IPV4")
    void a_data_connection_that_resumes_nothing_is_refused_with_the_remedy(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);
        var file = Content.write(directory.resolve("unbound"), 1000);

        var result = curl.run("--verbose", "--no-sessionid", "--upload-file", file.toString(), curl.url("unbound"));

        assertTrue(result.exitCode() != 0, result::toString);
        assertTrue(result.said().lines().anyMatch(line -> line.startsWith("< 522 ") && line.contains("resum")),
                result::toString);
        assertFalse(Files.exists(tree.site().home("alice").resolve("unbound")));
    }

    @Test
    void a_listing_over_a_connection_that_resumes_nothing_shows_nothing() throws Exception {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        Content.write(Files.createDirectories(tree.site().home("alice")).resolve("secret-name"), 10);

        var result = curl.run("--no-sessionid", curl.url(""));

        assertTrue(result.exitCode() != 0, result::toString);
        assertFalse(result.said().contains("secret-name"), result::toString);
    }

    private Path sent(int i) throws IOException {
        return Content.write(directory.resolve("sent-" + i), 1000 + i);
    }

    private Path received(int i) {
        return directory.resolve("received-" + i);
    }

    private static long logins(Result result) {
        return result.said().lines().filter(line -> line.startsWith("< 230")).count();
    }
}
