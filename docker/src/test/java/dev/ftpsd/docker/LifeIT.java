package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a container goes through: changed files, mistakes, SIGTERM, SIGKILL, and another start with the same volumes. */
@NeedsEngine
final class LifeIT {

    /** More than the sockets' buffers between here and there hold. */
    private static final int LARGE = 24 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Site site = new Site(Path.of(""), new Site.Ports(0, 0, 0));

    @BeforeEach
    void makeSite() throws IOException {
        site = Site.make(directory);
    }

    @Test
    void a_change_of_the_mounted_file_takes_effect_and_a_mistake_in_it_takes_none() throws Exception {
        try (var server = Server.of(site).start(); var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            site.users(Site.user("alice") + Site.user("bob") + "    tls: { resumption: preferred }\n"
                    + Site.user("carol"));
            await(server, "reloaded: generation 2: users +1");
            Ftps.login("127.0.0.1", site.ports().explicit(), "carol", "secret").close();

            site.users(Site.user("dave") + "    pasword: x\n");
            await(server, "not reloaded: nothing has changed");

            assertTrue(server.log().contains("users.yaml:6:5"), server::log);
            assertTrue(ftps.answers());
            Ftps.login("127.0.0.1", site.ports().explicit(), "carol", "secret").close();
            assertThrows(AssertionError.class,
                    () -> Ftps.login("127.0.0.1", site.ports().explicit(), "dave", "secret"));
        }
    }

    @Test
    void a_wrong_configuration_ends_with_78_and_every_mistake_in_the_log() throws Exception {
        site.machine("limits: { sessionz: 3, idle-timeout: 5 parsecs }\n");
        site.users(Site.user("alice").replace("full", "ful") + Site.user("eve") + "    home: s3://bucket/eve\n");
        try (var server = Server.of(site)) {
            server.startUntil("not started: correct the lines above");

            var log = server.log();
            assertTrue(
                    log.contains("limits.sessionz") && log.contains("limits.idle-timeout") && log.contains("\"ful\""),
                    () -> "log: " + log);
            assertTrue(log.contains("a home in S3 needs the libraries of lib/s3"), () -> "log: " + log);
            assertEquals(78, exitCode(server));
        }
    }

    @Test
    void sigterm_turns_new_clients_away_lets_the_transfer_finish_and_ends_with_0() throws Exception {
        try (var server = Server.of(site).start(); var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            var content = largeFile();
            try (var download = ftps.client().retrieveFileStream("large")) {
                var first = download.readNBytes(100_000);
                kill(server, "TERM");
                await(server, "stopping: ");

                var late = new FTPSClient();
                assertThrows(IOException.class, () -> late.connect("127.0.0.1", site.ports().explicit()));
                assertTrue(String.valueOf(late.getReplyString()).startsWith("421 "), late::getReplyString);
                var rest = download.readAllBytes();

                assertArrayEquals(content, concat(first, rest));
            }
            assertTrue(ftps.client().completePendingCommand(), ftps.client()::getReplyString);
            assertEquals(0, exitCode(server));
            assertTrue(server.log().contains("stopped"), server::log);
        }
    }

    @Test
    void a_second_sigterm_ends_at_once() throws Exception {
        try (var server = Server.of(site).start(); var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            largeFile();
            try (var download = ftps.client().retrieveFileStream("large")) {
                assertEquals(100_000, download.readNBytes(100_000).length);
                kill(server, "TERM");
                await(server, "stopping: ");
                var since = System.nanoTime();
                kill(server, "TERM");

                assertEquals(0, exitCode(server));
                assertTrue(System.nanoTime() - since < Duration.ofSeconds(15).toNanos(), "it waited for the transfer");
            }
        }
    }

    @Test
    void after_sigkill_it_starts_again_with_its_certificate_and_its_files() throws Exception {
        var state = Files.createDirectory(directory.resolve("state"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        byte[] certificate;
        try (var server = Server.of(site).mount(state + ":/opt/ftpsd/state").start();
                var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
            ftps.store("kept", new byte[]{1, 2, 3});
            certificate = Files.readAllBytes(state.resolve("self-signed.pem"));
            kill(server, "KILL");
            assertEquals(137, exitCode(server));
            server.again();

            try (var next = Ftps.login("127.0.0.1", site.ports().explicit())) {
                assertArrayEquals(new byte[]{1, 2, 3}, next.retrieve("kept"));
            }
        }
        assertArrayEquals(certificate, Files.readAllBytes(state.resolve("self-signed.pem")));
        assertFalse(Files.exists(state.resolve("self-signed.pem.new")));
    }

    /** In bob's home, where the server has made it by its owner. */
    private byte[] largeFile() throws IOException {
        var content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Files.write(site.home("bob").resolve("large"), content);
        return content;
    }

    private static void kill(Server server, String signal) {
        DockerClientFactory.instance().client().killContainerCmd(server.container().getContainerId()).withSignal(signal)
                .exec();
    }

    private static int exitCode(Server server) throws InterruptedException {
        var docker = DockerClientFactory.instance().client();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var state = docker.inspectContainerCmd(server.container().getContainerId()).exec().getState();
        while (Boolean.TRUE.equals(state.getRunning()) && System.nanoTime() < deadline) {
            Thread.sleep(50);
            state = docker.inspectContainerCmd(server.container().getContainerId()).exec().getState();
        }
        assertFalse(Boolean.TRUE.equals(state.getRunning()), server::log);
        return Math.toIntExact(Objects.requireNonNull(state.getExitCodeLong()));
    }

    private static void await(Server server, String text) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains(text) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertTrue(server.log().contains(text), server::log);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
