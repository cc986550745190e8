package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.LongTransfer;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A long transfer that waits for something takes no place from those that could go on. */
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class WaitingTurnTest {

    private static final int SIZE = 48 * 1024 * 1024;

    /** So much is sent before the transfer's own thread has taken over. */
    private static final int BEGUN = 4 * 1024 * 1024;

    private static final int LOOKS = 100;

    @TempDir
    Path directory;

    private static void awaitMoved(FtpTestClient client, String verb, long bytes) throws Exception {
        while (LongTransfer.moved(client, verb) < bytes) {
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void for_a_client_that_does_not_read(String protection) throws Exception {
        try (var server = WireServer.start(directory);
                var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            Files.write(server.home().resolve("long"), new byte[SIZE]);
            try (var data = LongTransfer.begin(client, protection, "RETR long")) {
                awaitMoved(client, "RETR", 512 * 1024);
                EveryTurnEnds.awaitEnd();
                data.wire().reset(); // JSSE's close reads what is there, at times all of the file
            }
            client.expect(426);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void for_a_client_that_does_not_write(String protection) throws Exception {
        try (var server = WireServer.start(directory);
                var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            try (var data = LongTransfer.begin(client, protection, "STOR long")) {
                data.socket().getOutputStream().write(new byte[BEGUN]);
                awaitMoved(client, "STOR", BEGUN - 256 * 1024);
                EveryTurnEnds.awaitEnd();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void for_its_limit(String protection) throws Exception {
        try (var server = limited(); var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            Files.write(server.home().resolve("long"), new byte[SIZE]);
            try (var data = LongTransfer.begin(client, protection, "RETR long")) {
                var received = CompletableFuture.supplyAsync(() -> readAll(data), Thread::startVirtualThread);
                awaitMoved(client, "RETR", 512 * 1024);

                assertTrue(timesAllFree() > LOOKS / 2, "it has a place while it waits");

                client.ask("ABOR", 426);
                client.expect(226);
                received.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static int timesAllFree() throws InterruptedException {
        var free = 0;
        for (var i = 0; i < LOOKS; i++) {
            Thread.sleep(10);
            free += EveryTurnEnds.haveEnded() ? 1 : 0;
        }
        return free;
    }

    private static int readAll(DataLink data) {
        try {
            return data.readAll().length;
        } catch (IOException e) {
            return 0; // it is cut off, and what has come does not matter
        }
    }

    private TestServer limited() throws Exception {
        return WireServer.start(directory, "", "limits: { rate-out: 512KiB/s }\n");
    }
}
