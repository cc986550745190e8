package dev.ftpsd.server.command;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator has switched off or limited. */
final class SwitchedOffTest {

    @TempDir
    Path directory;

    @Test
    void auth_is_refused_by_534_where_tls_is_off() throws Exception {
        var machine = TestServer.PERMISSIVE.replace("tls: optional", "tls: off");
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port())) {
            client.ask("AUTH TLS", 534);
            client.ask("NOOP", 200);
        }
    }

    @Test
    void hashes_are_502_where_none_is_offered() throws Exception {
        try (var server =
                TestServer.start(directory, TestServer.PERMISSIVE + "protocol: { hash: [] }\n", TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve("a.txt"), "hello");
            client.ask("HASH a.txt", 502);
            client.ask("XCRC a.txt", 502);
        }
    }

    @Test
    void xcrc_of_more_than_the_limit_is_552() throws Exception {
        try (var server =
                TestServer.start(directory, TestServer.PERMISSIVE + "protocol: { hash-limit: 1KiB }\n",
                        TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.write(server.home().resolve("a.bin"), new byte[2000]);
            client.ask("XCRC a.bin", 552);
        }
    }
}
