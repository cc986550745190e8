package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The image's health check, run here. */
@Needs({"openssl", "bash"})
final class HealthIT {

    private static final String ADMIN = "admin: { http: { port: 0 } }\n";

    @TempDir
    Path directory;

    private Result health(int port, Optional<String> ready, String tls)
            throws IOException, InterruptedException {
        return Tool.in(directory, Path.of("../docker/image/health").toAbsolutePath().toString())
                .with("FTPSD_HEALTH_PORT", String.valueOf(port)).with("FTPSD_HEALTH_TLS", tls)
                .with("FTPSD_HEALTH_HTTP", ready.orElse("")).within(Duration.ofSeconds(20)).run();
    }

    /** What is said with the admin port named, and without. */
    private void readyTellsWhatFtpsDoesNot(String machine) throws Exception {
        try (var server = TestServer.start(directory, machine + ADMIN); var metrics = new Metrics();
                var admin = server.openAdmin(metrics)) {
            var ready = "127.0.0.1:" + admin.address().getPort();
            health(server.requiredPort(), Optional.of(ready), "").succeeds();
            health(server.implicitPort(), Optional.of(ready), "implicit").succeeds();
            health(server.requiredPort(), Optional.empty(), "").exits(1);
        }
    }

    @Test
    void an_ordinary_server_is_healthy_by_either_kind_of_tls() throws Exception {
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE)) {
            health(server.requiredPort(), Optional.empty(), "").succeeds();
            health(server.implicitPort(), Optional.empty(), "implicit").succeeds();
        }
    }

    @Test
    void a_server_that_demands_certificates_of_its_clients_is_healthy_when_it_says_so_over_http() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        TestIssuer.write(conf.resolve("ca.pem"), new TestIssuer("Client CA").certificate());
        readyTellsWhatFtpsDoesNot(TestServer.PERMISSIVE + "tls: { client-certificate: required, client-ca: ca.pem }\n");
    }

    @Test
    void a_server_behind_a_proxy_is_healthy_when_it_says_so_over_http() throws Exception {
        readyTellsWhatFtpsDoesNot(TestServer.PERMISSIVE.replace("port: 0,",
                "port: 0, proxy-protocol: required, proxy-from: [127.0.0.9],"));
    }

    @Test
    void a_port_where_nobody_listens_is_not_healthy_whatever_http_says() throws Exception {
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + ADMIN); var metrics = new Metrics();
                var admin = server.openAdmin(metrics)) {
            var ready = "127.0.0.1:" + admin.address().getPort();
            var answer = health(1, Optional.of(ready), "");

            assertEquals(1, answer.exitCode(), answer::toString);
            assertTrue(answer.output().contains("refused"), answer::toString);
        }
    }
}
