package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Data in clear is one user's and not all users' affair, also while they are logged in. */
final class ClearDataTest {

    private static final String PRIVATE = TestServer.PERMISSIVE.replace("protection: any", "protection: private");
    private static final String REQUIRED = "required: false";
    private static final String CLEAR = TestServer.USERS.replace(REQUIRED, REQUIRED + ", protection: any");

    @TempDir
    Path directory;

    private TestServer start(String machine, String users) throws IOException {
        var server = TestServer.start(directory, machine, users);
        Files.writeString(server.home().resolve("a"), "a");
        return server;
    }

    private static void reload(TestServer server, String users) throws IOException {
        Files.writeString(server.conf().resolve("users.yaml"), users);
        server.reload();
        assertTrue(server.lastReload().inForce(), server.lastReload()::words);
    }

    private static FtpTestClient secured(TestServer server) throws IOException {
        return FtpTestClient.connect(server.port()).secure();
    }

    private static String inGroup(String rule) {
        return TestServer.USERS.replace(REQUIRED + " }", REQUIRED + " }\n    groups: [devices]")
                + "groups:\n  - { name: devices, tls: { protection: " + rule + " } }\n";
    }

    @Test
    void a_reload_takes_clear_data_from_who_is_logged_in_at_the_next_command() throws Exception {
        try (var server = start(PRIVATE, CLEAR)) {
            try (var client = secured(server).login("alice")) {
                client.ask("PROT C", 200);
                client.epsv();

                reload(server, TestServer.USERS);

                assertEquals("521 Data must be protected here; send PROT P.", client.ask("RETR a", 521).toString());
                client.ask("PROT C", 534);
                client.ask("PROT P", 200);
                assertEquals(1, client.retrieve("a").length);
            }
        }
    }

    @Test
    void a_reload_gives_it_at_the_next_command() throws Exception {
        try (var server = start(PRIVATE, TestServer.USERS)) {
            try (var client = secured(server).login("alice")) {
                client.ask("PROT C", 534);

                reload(server, CLEAR);

                client.ask("PROT C", 200);
                assertEquals(1, inClear(client, client.epsv()));
            }
        }
    }

    /** AUTH would log out, and PROT needs it. */
    @Test
    void a_session_without_tls_that_may_have_it_no_more_is_told_to_come_again() throws Exception {
        try (var server = start(PRIVATE, CLEAR)) {
            try (var client = FtpTestClient.connect(server.port()).login("alice")) {
                assertEquals(1, client.retrieve("a").length);

                reload(server, TestServer.USERS);

                client.epsv();
                assertEquals("521 Data must be protected here; connect again, and send AUTH TLS before you log in.",
                        client.ask("RETR a", 521).toString());
            }
            try (var next = FtpTestClient.connect(server.port())) {
                next.ask("USER alice", 530);
            }
        }
    }

    @Test
    void a_profile_decides_for_its_users_and_a_user_over_it() throws Exception {
        try (var server = start(PRIVATE, inGroup("any"))) {
            try (var client = secured(server).login("alice")) {
                client.ask("PROT C", 200);

                reload(server, inGroup("any").replace(REQUIRED, REQUIRED + ", protection: private"));
                client.ask("PROT C", 534);
            }
        }
    }

    @Test
    void guests_have_a_rule_of_their_own() throws Exception {
        var guests = "anonymous: { enabled: true, home: home, tls: { protection: any } }\n";
        try (var server = start(PRIVATE, TestServer.USERS + guests)) {
            try (var guest = FtpTestClient.connect(server.port())) {
                guest.ask("USER anonymous", 331);
                guest.ask("PASS guest", 230);
                guest.ask("TYPE I", 200);
                assertEquals(1, guest.retrieve("a").length);

                reload(server, TestServer.USERS + guests.replace("any", "private"));
                guest.epsv();
                guest.ask("RETR a", 521);
            }
            try (var alice = FtpTestClient.connect(server.port())) {
                alice.ask("USER alice", 530);
            }
        }
    }

    /** Nothing but a password sent in vain would come of it. */
    @Test
    void nobody_is_asked_for_a_password_in_clear_where_nobody_may_log_in_so() throws Exception {
        try (var server = start(TestServer.PERMISSIVE, TestServer.USERS.replace(REQUIRED, "required: true"))) {
            try (var client = FtpTestClient.connect(server.port())) {
                client.ask("USER alice", 530);
            }
            reload(server, TestServer.USERS);
            try (var client = FtpTestClient.connect(server.port())) {
                client.login("alice");
            }
        }
    }

    /** Else two of one address could be given each other's files. */
    @Test
    void clear_data_of_one_user_is_told_by_its_address() throws Exception {
        try (var server = start(PRIVATE, CLEAR)) {
            try (var one = FtpTestClient.connect(server.port()).login("alice");
                    var other = FtpTestClient.connect(server.port()).login("alice")) {
                one.epsv();
                other.epsv();
                one.ask("RETR a", 150);
                assertEquals("425 Another session of your address needed the data port; try again.",
                        one.expect(425).toString());
            }
        }
    }

    @Test
    void who_may_not_have_it_waits_for_nobody_under_prot_c() throws Exception {
        try (var server = start(PRIVATE, CLEAR.replace("users:\n", "users:\n" + TestServer.USERS.split("users:\n", 2)[1]
                .replace("alice", "bob").replace("home: home", "home: bob")))) {
            try (var alice = secured(server); var bob = secured(server)) {
                bob.ask("PROT C", 200);
                bob.login("bob");
                alice.login("alice").ask("PROT C", 200);
                var port = alice.epsv();
                bob.epsv();
                assertEquals(1, inClear(alice, port));
            }
        }
    }

    private static int inClear(FtpTestClient client, int port) throws IOException {
        try (var data = DataLink.connect(port)) {
            client.ask("RETR a", 150);
            var length = data.readAll().length;
            client.expect(226);
            return length;
        }
    }
}
