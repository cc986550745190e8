package dev.ftpsd.server.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A process that may open nothing more (EMFILE): it waits, loses nothing, and goes on when it may again. */
@Needs("prlimit")
final class DescriptorsIT {

    private static final Set<Integer> FAILURES = Set.of(425, 426, 451);

    @TempDir
    private Path directory;

    @Test
    void a_server_without_free_descriptors_goes_on_when_there_are_some_again() throws Exception {
        try (var tree = RunningTree.start(Site.make(directory)); var client = login(tree)) {
            client.store("old", new byte[1000]);
            client.ask("TYPE I", 200);

            limit(tree, tree.descriptors() + 1);
            var waiting = new ArrayList<Socket>();
            for (var i = 0; i < 10; i++) {
                waiting.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), tree.port()));
            }
            var port = client.epsv();
            try (var data = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                client.send("STOR old");
                var code = client.read().code();
                code = code == 150 ? client.read().code() : code;
                assertTrue(data.isConnected() && FAILURES.contains(code), "reply " + code);
            }
            client.ask("NOOP", 200);
            client.ask("SIZE old", 451);
            for (var socket : waiting) {
                socket.close();
            }
            limit(tree, 1000);

            loginEventually(tree);
            client.ask("SIZE old", 213);
            client.store("new", new byte[1000]);
            assertEquals(1000, Files.size(tree.site().home("alice").resolve("old")));
            assertTrue(tree.log().lines().count() < 500, "the log is not flooded");
        }
    }

    /** The acceptor may rest for a second after each failure. */
    private static void loginEventually(RunningTree tree) throws InterruptedException, IOException {
        for (var tries = 0;; tries++) {
            try (var client = login(tree)) {
                client.ask("NOOP", 200);
                return;
            } catch (IOException e) {
                if (tries == 20) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private void limit(RunningTree tree, long descriptors) throws IOException, InterruptedException {
        Tool.in(directory, "prlimit").run("--pid", tree.pid(), "--nofile=" + descriptors + ":").succeeds();
    }

    private static FtpTestClient login(RunningTree tree) throws IOException {
        return FtpTestClient.connect(tree.port()).secure().login("alice");
    }
}
