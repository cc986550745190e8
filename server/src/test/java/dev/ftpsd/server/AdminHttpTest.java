package dev.ftpsd.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.server.admin.http.Http;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FreePort;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The HTTP port of a whole server. */
final class AdminHttpTest {

    private static final String HOSTILE = "<script>alert(1)</script>\u202e\"'&";
    private static final String MACHINE = TestServer.PERMISSIVE + "admin: { http: { port: 0 } }\n";

    private final Metrics metrics = new Metrics();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        metrics.close();
    }

    private TestServer start() throws IOException {
        return TestServer.counted(directory, MACHINE, metrics);
    }

    private static int port(AdminHttp.Port port) {
        return port.server().orElseThrow().address().getPort();
    }

    private void assertMetric(String line) throws InterruptedException {
        Eventually.holds(() -> metrics.scrape().lines().anyMatch(line::equals), line);
    }

    @Test
    void the_metrics_count_what_clients_do_and_name_no_client() throws Exception {
        try (var server = start(); var http = server.admin(metrics);
                var client = FtpTestClient.connect(server.port()).secure().login("alice")) {
            client.store("zz-secret-name", new byte[100_000]);
            assertEquals(100_000, client.retrieve("zz-secret-name").length);
            try (var guess = FtpTestClient.connect(server.port())) {
                guess.send("USER alice", "PASS wrong", "USER zz-nobody", "PASS wrong", "QUIT");
                guess.readToEnd();
            }
            server.server().events().banned("192.0.2.0/24", Instant.now());
            server.server().bans().add(AddressRange.parse("192.0.2.0/24"), Duration.ofHours(1));
            Files.writeString(server.conf().resolve("users.yaml"), "nonsense: [");
            server.reload();

            System.gc();
            for (var line : new String[]{"ftpsd_logins_total{result=\"accepted\"} 1.0",
                    "ftpsd_logins_total{result=\"wrong_password\"} 1.0",
                    "ftpsd_logins_total{result=\"unknown_user\"} 1.0",
                    "ftpsd_transfers_total{direction=\"in\",result=\"complete\"} 1.0",
                    "ftpsd_transfers_total{direction=\"out\",result=\"complete\"} 1.0",
                    "ftpsd_data_bytes_total{direction=\"in\"} 100000.0",
                    "ftpsd_data_bytes_total{direction=\"out\"} 100000.0",
                    "ftpsd_handshakes_total{connection=\"control\",resumed=\"false\",version=\"TLSv1.3\"} 1.0",
                    "ftpsd_handshakes_total{connection=\"data\",resumed=\"true\",version=\"TLSv1.3\"} 2.0",
                    "ftpsd_connections_total{listener=\"optional\"} 2.0", "ftpsd_sessions 1.0",
                    "ftpsd_sessions_logged_in 1.0", "ftpsd_bans 1.0", "ftpsd_bans_made_total 1.0",
                    "ftpsd_reloads_total{result=\"refused\"} 1.0", "ftpsd_configuration_generation 1.0"}) {
                assertMetric(line);
            }
            var served = Http.body(Http.get(port(http), "/metrics"));
            assertTrue(served.contains("ftpsd_certificate_expiry_seconds 3.1"), served);
            assertTrue(served.contains("jvm_memory_used_bytes{area=\"heap\""), served);
            for (var named : new String[]{"alice", "zz-", "127.0.0.1", directory.toString()}) {
                assertFalse(served.contains(named), named);
            }
        }
    }

    @Test
    void each_listener_is_counted_from_0_also_one_that_a_reload_brings() throws Exception {
        try (var server = start(); var _ = server.admin(metrics)) {
            assertMetric("ftpsd_connections_total{listener=\"required\"} 0.0");

            var file = server.conf().resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file).replace("name: implicit", "name: other"));
            server.reload();
            assertMetric("ftpsd_connections_total{listener=\"other\"} 0.0");
        }
    }

    @Test
    void the_page_shows_what_clients_chose_and_runs_none_of_it() throws Exception {
        var name = HOSTILE.replace("/", "");
        try (var server = start(); var http = server.admin(metrics);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.write(server.home().resolve(name), new byte[50_000_000]);
            try (var data = client.openData()) {
                client.ask("RETR " + name, 150);
                data.socket().getInputStream().readNBytes(1_000_000);
                var page = Http.body(Http.get(port(http), "/"));

                assertTrue(page.contains("/&lt;script&gt;alert(1)&lt;script&gt;\\u202e&quot;&#39;&amp;"), page);
                assertFalse(page.contains("<script") || page.contains("\u202e"), page);
                assertTrue(page.contains("% of 47.7 MiB") && page.contains("<progress max=\"1000\""), page);
                assertTrue(page.contains(">alice<") && page.contains(">127.0.0.1<") && page.contains(">RETR<"), page);
                assertTrue(Arrays.stream(page.split("(?=(src|href|url)[=(])", -1)).skip(1)
                        .allMatch(link -> link.startsWith("href=\"/")), page);
            }
        }
    }

    @Test
    void a_server_that_stops_is_alive_and_not_ready() throws Exception {
        try (var server = start(); var http = server.admin(metrics);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.write(server.home().resolve("file"), new byte[50_000_000]);
            assertTrue(Http.get(port(http), "/readyz").startsWith("HTTP/1.1 200 "));
            try (var data = client.openData()) {
                client.ask("RETR file", 150);
                var drain = Thread.startVirtualThread(() -> server.server().drain(Duration.ofSeconds(30)));
                Eventually.holds(() -> !server.server().isReady(), "it stops");
                assertTrue(Http.get(port(http), "/readyz").startsWith("HTTP/1.1 503 "));
                assertTrue(Http.get(port(http), "/livez").startsWith("HTTP/1.1 200 "));
                assertTrue(Http.get(port(http), "/").contains("stopping"));
                data.readAll();
                client.expect(226);
                data.end(); // as clients do: the stop waits for it, or for the end of its thirty seconds
                drain.join();
            }
        }
    }

    @Test
    void where_it_is_disabled_nothing_listens() throws Exception {
        var machine = TestServer.PERMISSIVE + "admin: { http: { enabled: false, port: 0 } }\n";
        try (var server = TestServer.counted(directory, machine, metrics); var http = server.admin(metrics)) {
            assertTrue(http.server().isEmpty());
        }
    }

    @Test
    void it_listens_at_the_address_and_port_of_the_settings() throws Exception {
        var free = FreePort.any();
        var machine = TestServer.PERMISSIVE + "admin: { http: { address: 127.0.0.2, port: " + free + " } }\n";
        try (var server = TestServer.counted(directory, machine, metrics); var http = server.admin(metrics)) {
            var address = http.server().orElseThrow().address();
            assertEquals(InetAddress.ofLiteral("127.0.0.2"), address.getAddress());
            assertEquals(free, address.getPort());
        }
    }

    @Test
    void a_port_that_is_taken_is_said_and_files_are_served_all_the_same() throws Exception {
        try (var log = new HeardLog(); var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var machine = TestServer.PERMISSIVE + "admin: { http: { port: " + taken.getLocalPort() + " } }\n";
            try (var server = TestServer.counted(directory, machine, metrics); var http = server.admin(metrics)) {
                assertTrue(http.server().isEmpty());
                FtpTestClient.connect(server.port()).login("alice").close();
                assertTrue(
                        log.lines("line").stream()
                                .anyMatch(line -> line.contains(" ERROR AdminHttp admin.http: 127.0.0.1"
                                        + " port " + taken.getLocalPort() + " cannot be had")),
                        log.lines("line")::toString);
            }
        }
    }
}
