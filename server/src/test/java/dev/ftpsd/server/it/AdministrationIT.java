package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that ask a running server, from the command line to what a client notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AdministrationIT {

    private final Site site;
    private final RunningTree tree;

    AdministrationIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.site = Site.make(directory);
        site.machine("limits: { idle-timeout: 7m }\n");
        site.users(site.user("alice"), site.user("bob"));
        this.tree = RunningTree.start(site);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    private Result ftpsd(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--conf", site.conf().toString()));
        return RunningTree.command(site).run(all, "");
    }

    private FtpTestClient login(String user) throws IOException {
        return FtpTestClient.connect(tree.port()).secure().login(user);
    }

    @Test
    void a_session_that_is_kicked_in_a_transfer_hears_so_and_another_goes_on() throws Exception {
        try (var alice = login("alice"); var bob = login("bob"); var data = alice.openData()) {
            alice.ask("STOR cut", 150);
            alice.secure(data);
            data.write("begun");

            assertEquals("ended: 1", ftpsd("kick", "--user", "alice").succeeds().output().strip());

            assertEquals("421 The administrator has ended this session.", alice.expect(421).toString());
            assertNull(alice.readOrEnd());
            bob.ask("NOOP", 200);
            // Its connections are closed one after the other; the name is free when both are.
            for (var patience = 20; Who.ask(site).sessions() > 1 && patience > 0; patience--) {
                Thread.sleep(500);
            }
            ftpsd("kick", "--user", "alice").exits(1);
        }
    }

    @Test
    void who_shows_each_session_and_its_number_is_good_for_kick() throws Exception {
        try (var alice = login("alice"); var bob = login("bob")) {
            var table = ftpsd("who").succeeds().output();
            var row = Pattern.compile("(?m)^ *(\\d+) .*\\bbob\\b").matcher(table);
            assertTrue(row.find() && table.contains("alice") && table.contains("127.0.0.1"), table);
            assertEquals(2, Who.ask(site).sessions());

            ftpsd("kick", row.group(1)).succeeds();
            bob.expect(421);
            alice.ask("NOOP", 200);
        }
    }

    @Test
    void a_ban_turns_new_clients_away_until_it_is_removed() throws Exception {
        try (var before = login("alice")) {
            ftpsd("ban", "add", "127.0.0.1", "--for", "2h").succeeds();
            assertTrue(ftpsd("ban", "list").succeeds().output().contains("127.0.0.1"));
            assertTrue(ftpsd("ban", "list", "--json").succeeds().output().contains("\"network\""));
            try (var refused = FtpTestClient.connectRefused(tree.port())) {
                refused.expect(421);
            }
            before.ask("NOOP", 200);

            var network = Pattern.compile("(?m)^ *(127\\S+)").matcher(ftpsd("ban", "list").output());
            assertTrue(network.find());
            ftpsd("ban", "remove", network.group(1)).succeeds();
            login("bob").close();
            ftpsd("ban", "remove", network.group(1)).exits(1);
        }
    }

    /** The last of all: the server is gone then. */
    @Test
    @Order(Integer.MAX_VALUE)
    void drain_waits_for_the_transfer_ends_the_idle_and_then_nobody_is_there_to_be_asked() throws Exception {
        try (var idle = login("alice"); var busy = login("bob"); var data = busy.openData()) {
            busy.ask("STOR late", 150);
            busy.secure(data);
            data.write("begun");

            assertTrue(ftpsd("drain").succeeds().output().startsWith("stopping: "));
            idle.expect(421);
            data.end();
            busy.expect(226);
            busy.expect(421);
            assertEquals(0, tree.end().exitCode());

            var gone = ftpsd("who").exits(69);
            assertTrue(!gone.errors().isBlank(), gone::toString);
        }
    }

    @Test
    void the_effective_configuration_names_where_each_value_comes_from() throws Exception {
        var all = ftpsd("config", "--effective", "--origin").succeeds().output();
        assertTrue(all.lines().anyMatch(line -> line.matches("limits\\.idle-timeout.*7m.*ftpsd\\.yaml:\\d+.*")), all);
        assertTrue(all.lines().anyMatch(line -> line.matches("limits\\.login-timeout.*90s.*default.*")), all);
    }

    @Test
    void completion_is_a_script_that_bash_takes_and_that_knows_every_command() throws Exception {
        var script = RunningTree.command(site).run("completion").succeeds().output();

        for (var command : List.of("run", "check", "explain", "who", "kick", "ban", "drain")) {
            assertTrue(script.contains(command), command);
        }
        Tool.in(site.elsewhere(), "bash").run(List.of("-n", "/dev/stdin"), script).succeeds();
    }
}
