package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code ftpsd trace} beside a server that runs, with a client that people use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TraceIT {

    private static final String WHOSE = "(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} #\\d+ 127\\.0\\.0\\.1 ";

    private final Path directory;
    private final Site site;
    private final RunningTree tree;

    TraceIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.site = Site.make(directory);
        site.users(site.user("alice"), site.user("bob"));
        this.tree = RunningTree.start(site);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @Test
    @Needs("curl")
    void an_upload_of_curl_is_shown_line_by_line_until_ctrl_c() throws Exception {
        var sent = Content.write(directory.resolve("sent"), 1000);
        try (var trace = RunningTrace.start(site)) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            curl.run("--upload-file", sent.toString(), curl.url("a.txt")).succeeds();

            var shown = trace.await("-- logout ");
            for (var line : new String[]{"- -- connect listener=explicit", "- C: AUTH \\w+", "- S: 234 .*",
                    "- -- secured tls=TLSv1.3 cipher=TLS_\\w+", "alice C: USER alice", "alice C: PASS \\*\\*\\*\\*",
                    "alice -- login tls=TLSv1.3", "alice C: STOR a.txt", "alice S: 150 .*",
                    "alice -- data-opened command=STOR mode=passive tls=\"TLSv1.3 TLS_\\w+, resumed\"",
                    "alice -- transfer command=STOR .* bytes=1000 .* completion=complete result=\"ok\"",
                    "alice S: 226 .*", "alice -- logout .*"}) {
                trace.await(WHOSE + line + "$");
            }
            assertFalse(shown.contains("secret"), shown);

            trace.signal("INT");
            assertEquals(130, trace.end());
        }
        try (var alice = FtpTestClient.connect(tree.port()).secure().login("alice")) {
            alice.ask("NOOP", 200);
        }
    }

    @Test
    void one_user_is_shown_as_json_and_another_is_not() throws Exception {
        try (var trace = RunningTrace.start(site, "--user", "bob", "--json");
                var alice = FtpTestClient.connect(tree.port()).secure().login("alice");
                var bob = FtpTestClient.connect(tree.port()).secure().login("bob")) {
            alice.ask("CWD /nowhere-of-alice", 550);
            bob.ask("CWD /nowhere-of-bob", 550);

            var shown = trace.await("\"kind\":\"client\",.*\"user\":\"bob\",\"text\":\"CWD /nowhere-of-bob\"}");
            assertFalse(shown.contains("alice"), shown);
        }
    }

    @Test
    void a_reader_that_stops_holds_no_session_up() throws Exception {
        try (var trace = RunningTrace.start(site); var bob = FtpTestClient.connect(tree.port()).secure().login("bob")) {
            trace.signal("STOP");
            var path = "x".repeat(2000);
            for (var i = 0; i < 2000; i++) {
                bob.ask("CWD /" + path, 550);
            }
            trace.signal("CONT");
            assertTrue(trace.await("-- \\d+ lines are left out here").contains("C: CWD /xxx"));
        }
    }

    @Test
    void what_is_not_there_is_said() throws Exception {
        var conf = site.conf().toString();
        var command = RunningTree.command(site);
        assertTrue(command.run("trace", "--user", "nobody", "--conf", conf).exits(1).errors().contains("no such user"));
        assertTrue(
                command.run("trace", "--session", "0", "--conf", conf).exits(1).errors().contains("no such session"));
        command.run("trace", "--session", "first", "--conf", conf).exits(64);
        assertEquals("the time is over", command.run("trace", "--from", "192.0.2.1", "--for", "1s", "--conf", conf)
                .succeeds().errors().lines().toList().getLast());
    }

    /** The last of all: the server is gone then. */
    @Test
    @Order(Integer.MAX_VALUE)
    void it_ends_when_the_server_drains() throws Exception {
        try (var trace = RunningTrace.start(site);
                var alice = FtpTestClient.connect(tree.port()).secure().login("alice")) {
            assertEquals(0, tree.terminate().exitCode());
            alice.expect(421);

            assertEquals(0, trace.end());
            assertTrue(trace.shown().matches("(?s).*alice S: 421 .*the server is stopping\\n"), trace.shown());
        }
        var gone = RunningTree.command(site).run("trace", "--conf", site.conf().toString()).exits(69);
        assertTrue(!gone.errors().isBlank(), gone::toString);
    }
}
