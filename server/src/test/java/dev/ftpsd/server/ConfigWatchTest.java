package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {

    @TempDir
    Path directory;

    @Test
    void a_secret_that_comes_after_the_file_that_names_it_is_taken_up_and_so_is_a_new_one() throws Exception {
        var secret = directory.resolve("secret");
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + "reload: { interval: 50ms }\n");
                var _ = server.watch()) {
            var machine = server.conf().resolve("ftpsd.yaml");
            Files.writeString(machine, Files.readString(machine)
                    + "server: { greeting-name: \"${file:" + secret + "}\" }\n");
            Eventually.holds(() -> !server.lastReload().inForce(), "refused: the secret is not there");

            Files.writeString(secret, "first");
            greets(server, "first");
            Files.writeString(secret, "second");
            greets(server, "second");
        }
    }

    private static void greets(TestServer server, String name) throws InterruptedException {
        Eventually.holds(() -> server.server().settings().server().greetingName().equals(name), name);
    }
}
