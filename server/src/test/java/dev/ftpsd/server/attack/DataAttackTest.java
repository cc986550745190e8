package dev.ftpsd.server.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FreePort;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Data connections of others, and commands that would change a transfer under way. */
final class DataAttackTest {

    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    @TempDir
    Path directory;

    private TestServer start(String data) throws IOException {
        var machine = TestServer.PERMISSIVE.replace("data:\n", "data:\n" + data);
        var server = TestServer.start(directory, machine, TestServer.USERS);
        Files.writeString(server.home().resolve("a.txt"), "a\nb\n");
        Files.createDirectory(server.home().resolve("d"));
        return server;
    }

    /** From 127.0.0.2, where nobody is logged in. */
    private static Socket connectAsOther(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port, OTHER, 0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** RFC 2577 §8. */
    @Test
    void a_connection_in_clear_from_another_address_gets_no_byte() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            try (var thief = connectAsOther(client.epsv())) {
                client.ask("RETR a.txt", 150);
                client.expect(425);
                assertEquals(-1, thief.getInputStream().read());
            }
            assertArrayEquals("a\nb\n".getBytes(StandardCharsets.UTF_8), client.retrieve("a.txt"));
        }
    }

    /** RFC 2577 §8: a thief who has to guess must not guess well. */
    @Test
    void with_several_ports_each_is_named_about_as_often_as_any_other() throws Exception {
        var machine = TestServer.PERMISSIVE.replace("ports: \"0\"", "ports: \"" + freePorts(4) + "\"");
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            var named = new TreeMap<Integer, Integer>();
            var repeated = 0;
            for (int i = 0, last = 0; i < 200; i++) {
                var port = client.epsv();
                named.merge(port, 1, Integer::sum);
                repeated += port == last ? 1 : 0;
                last = port;
            }
            assertEquals(4, named.size(), named.toString());
            // 50 are expected of each, and of repetitions.
            assertTrue(named.values().stream().allMatch(times -> times > 20 && times < 90), named.toString());
            assertTrue(repeated > 20 && repeated < 90, "in turns: " + repeated);
        }
    }

    private static String freePorts(int count) {
        return Stream.generate(FreePort::any).limit(count).map(String::valueOf).collect(Collectors.joining(","));
    }

    /** CVE-2023-24042: another server took the name, the directory and the type from what came behind RETR. */
    @Test
    void commands_behind_a_transfer_that_waits_do_not_change_it() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            var port = client.epsv();
            client.send("RETR a.txt", "CWD d", "TYPE A", "USER bob", "EPSV");
            client.expect(150);
            try (var data = DataLink.connect(port)) {
                assertArrayEquals("a\nb\n".getBytes(StandardCharsets.UTF_8), data.readAll());
            }
            client.expect(226);
            client.expect(250);
            client.expect(200);
            client.expect(503);
            client.expect(229);
        }
    }

    @Test
    void pasv_names_the_external_address_to_those_from_outside_alone() throws Exception {
        var advertise = "  advertise: [ { clients: [127.0.0.2/32], host: 192.0.2.7 } ]\n";
        try (var server = start(advertise)) {
            try (var client = FtpTestClient.connect(server.port()).login("alice")) {
                assertTrue(client.ask("PASV", 227).text().contains("(127,0,0,1,"));
            }
            try (var outside = connectAsOther(server.port());
                    var replies = new BufferedReader(
                            new InputStreamReader(outside.getInputStream(), StandardCharsets.UTF_8))) {
                outside.getOutputStream()
                        .write("USER alice\r\nPASS secret\r\nPASV\r\n".getBytes(StandardCharsets.UTF_8));
                var last = "";
                for (int i = 0; i < 4; i++) {
                    last = replies.readLine() + "";
                }
                assertTrue(last.contains("(192,0,2,7,"), last);
            }
        }
    }
}
