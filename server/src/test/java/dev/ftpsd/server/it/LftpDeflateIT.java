package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** lftp with MODE Z, which it uses by itself wherever FEAT has it and {@code ftp:use-mode-z} is on. */
@Needs("lftp")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LftpDeflateIT {

    private static final String DEFLATED = "set ftp:use-mode-z on\ndebug 5";

    private static final String SENT = "---> MODE Z";

    private final Path directory;
    private final RunningTree tree;

    LftpDeflateIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.tree = RunningTree.start(Site.make(directory).machine("protocol: { mode-z: true }\n"));
        Files.createDirectories(home());
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    private Path home() {
        return tree.site().home("alice");
    }

    private Result lftp(String setting, String command) throws IOException, InterruptedException {
        return new Lftp(tree, directory.resolve("lftp")).run(setting, command);
    }

    @Test
    void what_lftp_sends_and_fetches_deflated_arrives_as_it_was() throws Exception {
        var sent = Content.write(directory.resolve("sent"), 700_000);
        var received = directory.resolve("received");

        var put = lftp(DEFLATED, "put " + sent + " -o deflated").succeeds();
        var got = lftp(DEFLATED, "get deflated -o " + received).succeeds();

        assertTrue(put.errors().contains(SENT) && got.errors().contains(SENT), put::toString);
        assertEquals(Content.sum(sent), Content.sum(home().resolve("deflated")));
        assertEquals(Content.sum(sent), Content.sum(received));
    }

    @Test
    void a_listing_comes_deflated_too() throws Exception {
        Content.write(home().resolve("listed"), 4711);

        var listing = lftp(DEFLATED, "cls -l").succeeds();

        assertTrue(listing.errors().contains(SENT), listing::toString);
        assertTrue(listing.output().lines().anyMatch(line -> line.matches(".*4711.*listed")), listing::toString);
    }

    @Test
    void with_the_setting_off_nothing_is_deflated() throws Exception {
        assertFalse(lftp("set ftp:use-mode-z off\ndebug 5", "cls").succeeds().errors().contains(SENT));
    }
}
