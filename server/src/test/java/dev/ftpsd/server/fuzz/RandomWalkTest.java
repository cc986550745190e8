package dev.ftpsd.server.fuzz;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.support.CommandThreads;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Ten thousand commands by chance, in clear and under TLS. {@code -Dftpsd.walk.seed=…} repeats a run, whose seed is in its failure;
 * {@code -Dftpsd.walk.commands=…} makes it longer.
 */
@ExtendWith(NothingLost.class)
final class RandomWalkTest {

    private static final int COMMANDS = Integer.getInteger("ftpsd.walk.commands", 10_000);
    private static final long SEED = Long.getLong("ftpsd.walk.seed", System.nanoTime());

    private static final String MACHINE = """
            version: 1
            listeners:
              - { name: optional, address: "::", port: 0, tls: optional }
            data: { ports: "0", protection: any, accept-timeout: 100ms, claim-timeout: 100ms }
            security: { login-delay: 0s, login-attempts: 0, unknown-commands: 0 }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_command_has_one_final_reply_and_nothing_stays_behind(boolean secured) throws Exception {
        try (var server = TestServer.start(directory, MACHINE, TestServer.USERS)) {
            Files.writeString(server.home().resolve("a.txt"), "hello\n");
            Files.createDirectory(server.home().resolve("d"));
            Files.writeString(server.home().resolve("d/b.txt"), "hello\n");
            FtpTestClient.connect(server.port()).close();
            Eventually.holds(() -> server.server().sessionCount() == 0, "the first session stays");
            var openBefore = openFiles();
            try (var walk = new Walk(SEED, new CommandTable(Bench.services()), server, secured)) {
                var commands = walk.run(COMMANDS);
                assertTrue(commands >= COMMANDS && walk.transfers() * 50 > commands,
                        "too few transfers to show anything: "
                                + walk.transfers());
            } catch (AssertionError e) {
                throw new AssertionError("-Dftpsd.walk.seed=" + SEED, e);
            }
            Eventually.holds(() -> server.server().sessionCount() == 0, "a session stays");
            Eventually.holds(() -> server.server().pendingDataConnections() == 0, "a data connection stays");
            Eventually.holds(() -> CommandThreads.count() == 0, "a thread stays");
            Eventually.holds(() -> openFiles() <= openBefore + 20, "files or sockets stay open");
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
