package dev.ftpsd.docker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the image is, and that it serves files in the narrowest container there is. */
@NeedsEngine
final class ImageIT {

    private static final byte[] CONTENT = "what is sent comes back\n".getBytes(StandardCharsets.UTF_8);
    private static final String READINESS = "exec 3<>/dev/tcp/127.0.0.1/9090"
            + " && printf 'GET /readyz HTTP/1.1\\r\\nHost: 127.0.0.1:9090\\r\\nConnection: close\\r\\n\\r\\n' >&3 && cat <&3";
    private static final long LAYERS_ABOVE_THE_BASE = 110_000_000;

    @TempDir
    Path directory;

    @Test
    void files_go_both_ways_on_a_read_only_file_system_without_capabilities() throws Exception {
        var site = Site.make(directory);
        // AOTMode=on: a JVM that cannot use the cache of classes does not start.
        try (var server = Server.of(site).with("FTPSD_JAVA_OPTIONS", "-XX:AOTMode=on").start();
                var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            ftps.store("hello", CONTENT);

            assertArrayEquals(CONTENT, ftps.retrieve("hello"));
            assertEquals(0, server.run("test", "-s", "/opt/ftpsd/data/bob/hello").getExitCode());
            assertTrue(server.log().contains("ready (epoll)"), server::log);
            assertTrue(server.log().contains("command=RETR"), server::log);
        }
    }

    @Test
    void any_user_id_runs_it_with_the_volumes_that_it_declares() throws Exception {
        for (var user : List.of("10001:0", "1234567", "0:0")) {
            try (var server = Server.plain().as(user).with("FTPSD_PASSWORD", "secret").start();
                    var ftps = Ftps.login(server.address(), 2121, "ftpsd", "secret")) {
                assertTrue(ftps.answers());
                assertEquals(0, server.run("test", "-S", "/opt/ftpsd/run/ftpsd.sock").getExitCode(), user);
                assertEquals(0, server.run("test", "-f", "/opt/ftpsd/state/self-signed.pem").getExitCode(), user);
            }
        }
    }

    @Test
    void a_secret_may_come_from_a_mounted_file() throws Exception {
        var secret = Files.writeString(directory.resolve("password"), "from-a-file\n");
        var site = Site.make(Files.createDirectory(directory.resolve("site")));
        site.machine("""
                users: { bootstrap: { name: "${env:FTPSD_USER}", password: "${file:/run/secrets/password}" } }
                """);
        try (var _ =
                Server.of(site).with("FTPSD_USER", "carol").mount(secret + ":/run/secrets/password:ro").start();
                var ftps = Ftps.login("127.0.0.1", site.ports().explicit(), "carol", "from-a-file")) {
            assertTrue(ftps.answers());
        }
    }

    /** Each would hold one of the processes that the container may have, until there are none for hooks and probes. */
    @Test
    void programs_that_hooks_had_killed_leave_no_zombies() throws Exception {
        var site = Site.make(directory).machine("""
                events:
                  hooks:
                    - { name: slow, command: [/bin/sh, -c, "sleep 60; exit 0"], wait: true, timeout: 200ms }
                """);
        try (var server = Server.of(site).start(); var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            for (var i = 0; i < 10; i++) {
                var name = "upload-" + i;
                assertThrows(AssertionError.class, () -> ftps.store(name, CONTENT));
                assertTrue(ftps.client().getReplyString().startsWith("451 "), ftps.client()::getReplyString);
            }
            var zombies = server.run("bash", "-c", "sleep 1; grep -l 'State:.*zombie' /proc/[0-9]*/status | wc -l");

            assertEquals("0", zombies.getStdout().strip(), zombies::getStderr);
        }
    }

    @Test
    void the_command_line_and_the_probes_reach_the_server() throws Exception {
        try (var server = Server.plain().with("FTPSD_PASSWORD", "secret").start()) {
            var who = server.run("ftpsd", "who");
            assertEquals(0, who.getExitCode(), () -> who.getStdout() + who.getStderr());
            var ready = server.run("bash", "-c", READINESS);
            assertTrue(ready.getStdout().startsWith("HTTP/1.1 200"), () -> ready.getStdout() + ready.getStderr());
            assertFalse(server.log().contains("ERROR"), server::log);
            assertFalse(server.log().contains("ClassNotFound"), server::log);
        }
    }

    @Test
    void the_health_check_speaks_ftps_and_tells_a_dead_port() throws Exception {
        try (var server = Server.plain().with("FTPSD_PASSWORD", "secret").start()) {
            assertEquals(0, server.run("/opt/ftpsd/bin/health").getExitCode());
            var dead = server.run("env", "FTPSD_HEALTH_PORT=2122", "/opt/ftpsd/bin/health");
            assertEquals(1, dead.getExitCode(), dead::getStdout);
            var implicit =
                    server.run("env", "FTPSD_HEALTH_PORT=2990", "FTPSD_HEALTH_TLS=implicit", "/opt/ftpsd/bin/health");
            assertEquals(0, implicit.getExitCode(), implicit::getStdout);
        }
    }

    @Test
    void the_image_says_what_it_is_and_stays_small() {
        var docker = DockerClientFactory.instance().client();
        var image = docker.inspectImageCmd(Server.IMAGE.asCanonicalNameString()).exec();
        var base = docker.inspectImageCmd("debian:trixie-slim").exec();
        var config = image.getConfig();

        assertTrue(config != null && config.getLabels() != null, "an image has a configuration with labels");
        assertEquals("10001:0", config.getUser());
        assertEquals(List.of("/usr/bin/tini", "-s", "--", "/opt/ftpsd/bin/ftpsd"), List.of(config.getEntrypoint()));
        var labels = Map.copyOf(config.getLabels());
        assertEquals("ftpsd", labels.get("org.opencontainers.image.title"));
        assertEquals("Apache-2.0", labels.get("org.opencontainers.image.licenses"));
        assertEquals(Server.VERSION, labels.get("org.opencontainers.image.version"));
        var layers = Objects.requireNonNull(image.getSize()) - Objects.requireNonNull(base.getSize());
        System.out.printf("image: %.1f MB above its base%n", layers / 1e6);
        assertTrue(layers < LAYERS_ABOVE_THE_BASE, () -> layers + " bytes above the base");
    }
}
