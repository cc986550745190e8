package dev.ftpsd.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /** RFC 2389 §3.2: what is listed is supported. */
    @Test
    void feat_offers_no_tls_where_it_is_off() throws Exception {
        var machine = TestServer.PERMISSIVE.replace("tls: optional", "tls: off");
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port())) {
            assertEquals(List.of(), features(client).filter(line -> line.matches("AUTH.*|PBSZ|PROT")).toList());
        }
    }

    @Test
    void feat_offers_what_is_left_of_what_goes_together() throws Exception {
        var machine = TestServer.PERMISSIVE + "protocol: { commands-denied: [MLSD, OPTS] }\n";
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port())) {
            assertEquals(List.of("MLST", "UTF8"), features(client).map(line -> line.split(" ", 2)[0])
                    .filter(verb -> verb.matches("ML.*|OPTS|UTF8")).toList());
        }
    }

    private static Stream<String> features(FtpTestClient client) throws Exception {
        return client.ask("FEAT", 211).lines().stream().filter(line -> line.startsWith(" ")).map(String::strip);
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
