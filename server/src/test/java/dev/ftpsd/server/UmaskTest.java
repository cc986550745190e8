package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who has a umask of their own, and who has that of {@code storage.umask}, 027. */
final class UmaskTest {

    @TempDir
    Path directory;

    private static String user(String name, String more) {
        return """
                  - name: %s
                    password: %s
                    rights: [ { path: /, allow: full } ]
                    tls: { required: false }
                """.formatted(name, TestServer.PASSWORD_HASH) + more;
    }

    private static String users(String home, String bobs) {
        return """
                version: 1
                defaults: { home: "%s" }
                groups: [ { name: team, umask: "002" } ]
                users:
                """.formatted(home) + user("alice", "") + user("bob", "    groups: [team]\n")
                + user("carol", "    groups: [team]\n    umask: \"" + bobs + "\"\n");
    }

    private TestServer start(String upload, String users) throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE + "storage: { upload: " + upload + " }\n", users);
    }

    private static FtpTestClient client(TestServer server, String user) throws IOException {
        return FtpTestClient.connect(server.port()).login(user);
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"atomic", "direct"})
    void each_of_the_users_of_one_home_has_their_own(String upload) throws Exception {
        try (var server = start(upload, users("home", "077"));
                var alice = client(server, "alice");
                var bob = client(server, "bob");
                var carol = client(server, "carol")) {
            for (var way : List.of("STOR", "STOU", "MKD")) {
                make(alice, way + " alice-");
                make(bob, way + " bob-");
                make(carol, way + " carol-");
            }
            for (var way : List.of("STOR", "STOU")) {
                assertEquals("rw-r-----", permissions("home/alice-" + way));
                assertEquals("rw-rw-r--", permissions("home/bob-" + way));
                assertEquals("rw-------", permissions("home/carol-" + way));
            }
            assertEquals("rwxr-x---", permissions("home/alice-MKD"));
            assertEquals("rwxrwxr-x", permissions("home/bob-MKD"));
            assertEquals("rwx------", permissions("home/carol-MKD"));
        }
    }

    /** The name ends with the command. */
    private static void make(FtpTestClient client, String line) throws IOException {
        var way = line.split(" ", 2)[0];
        if (way.equals("MKD")) {
            client.ask(line + way, 257);
            return;
        }
        try (var data = client.openData()) {
            client.ask(line + way, 150);
            data.write("x");
            data.end();
            client.expect(226);
        }
    }

    @Test
    void a_home_is_made_with_the_umask_of_its_user() throws Exception {
        try (var server = start("atomic", users("homes/{name}", "077"));
                var _ = client(server, "carol");
                var _ = client(server, "bob")) {
            assertEquals("rwx------", permissions("homes/carol"));
            assertEquals("rwxrwxr-x", permissions("homes/bob"));
        }
    }

    @Test
    void what_is_replaced_keeps_its_permissions() throws Exception {
        try (var server = start("atomic", users("home", "077"));
                var alice = client(server, "alice");
                var carol = client(server, "carol")) {
            alice.store("a", new byte[1]);
            carol.store("a", new byte[2]);
            assertEquals("rw-r-----", permissions("home/a"));
        }
    }

    @Test
    void a_reload_counts_from_the_next_login() throws Exception {
        try (var server = start("atomic", users("home", "077")); var before = client(server, "carol")) {
            Files.writeString(server.conf().resolve("users.yaml"), users("home", "007"));
            server.reload();

            before.store("old", new byte[1]);
            assertEquals("rw-------", permissions("home/old"));
            try (var after = client(server, "carol")) {
                after.store("new", new byte[1]);
                assertEquals("rw-rw----", permissions("home/new"));
            }
        }
    }
}
