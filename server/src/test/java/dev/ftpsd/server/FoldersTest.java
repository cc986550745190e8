package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The folders that a home has from the first login on. */
final class FoldersTest {

    private static final String ALICE = TestServer.USERS.replace("home: home", "home: homes/alice");

    @TempDir
    Path directory;

    private TestServer start(String more) throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE, ALICE + more);
    }

    private static void login(TestServer server) throws IOException {
        try (var client = FtpTestClient.connect(server.port())) {
            client.login("alice");
        }
    }

    private boolean isFolder(String name) {
        return Files.isDirectory(directory.resolve("homes/alice").resolve(name));
    }

    /** Whatever the rights: it is the administrator who makes them. */
    @Test
    void they_are_there_from_the_first_login_on() throws Exception {
        var readOnly = ALICE.replace("allow: full", "allow: ro") + "    folders: [in, out/new]\n    umask: \"077\"\n";
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, readOnly)) {
            login(server);
            assertTrue(isFolder("in") && isFolder("out/new"));
            assertEquals("rwx------", PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(directory.resolve("homes/alice/out/new"))));

            Files.writeString(directory.resolve("homes/alice/in/a"), "kept");
            Files.delete(directory.resolve("homes/alice/out/new"));
            login(server);
            assertTrue(isFolder("out/new"));
            assertEquals("kept", Files.readString(directory.resolve("homes/alice/in/a")));
        }
    }

    @Test
    void those_of_groups_and_of_the_user_add_up() throws Exception {
        try (var server =
                start("    groups: [g]\n    folders: own\ngroups: [ { name: g, folders: [theirs, own] } ]\n")) {
            login(server);
            assertTrue(isFolder("own") && isFolder("theirs"));
        }
    }

    @Test
    void what_a_reload_adds_is_made_at_the_next_login() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.conf().resolve("users.yaml"), ALICE + "    folders: [late]\n");
            server.reload();
            client.ask("CWD late", 550);
            login(server);
            client.ask("CWD late", 250);
        }
    }

    /** A file has its name, and what lies behind a link to elsewhere is not the home. */
    @Test
    void one_that_cannot_be_made_keeps_nobody_out() throws Exception {
        var home = Files.createDirectories(directory.resolve("homes/alice"));
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(home.resolve("in"), "a file");
        Files.createSymbolicLink(home.resolve("out"), elsewhere);
        try (var server = start("    folders: [in/deep, out/new, good]\n")) {
            login(server);
            assertTrue(isFolder("good"));
            assertEquals("a file", Files.readString(home.resolve("in")));
            assertFalse(Files.exists(elsewhere.resolve("new")));
        }
    }

    @Test
    void they_count_against_the_quota_and_are_not_made_beyond_it() throws Exception {
        try (var server = start("    folders: [a, b, c]\n    limits: { quota-files: 2 }\n")) {
            login(server);
            assertEquals(List.of(true, true, false), List.of(isFolder("a"), isFolder("b"), isFolder("c")));
        }
    }
}
