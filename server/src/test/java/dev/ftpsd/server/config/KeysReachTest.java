package dev.ftpsd.server.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.config.TransferProbes.PortTakenException;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.server.config.KeyRow.contains;
import static dev.ftpsd.server.config.KeyRow.data;
import static dev.ftpsd.server.config.KeyRow.section;
import static dev.ftpsd.server.config.KeyRow.takesAtLeast;
import static dev.ftpsd.server.config.KeyRow.talk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Keys that no other test leads through a whole server: it is started with this key alone, and a client finds what the key says.
 * The same client finds it nowhere without the key, so that no row holds by itself.
 */
class KeysReachTest {

    private static final String NOBODY = "from: [ { allow: 192.0.2.0/24 } ]";
    private static final String ANONYMOUS = "anonymous: { enabled: true, home: home";
    private static final String USERS = TestServer.USERS + ANONYMOUS + " }\n";
    private static final String REQUIRED = "tls: { required: false }";

    /** A busy machine may be as slow by itself as a key makes it, but not each time. */
    private static final int MOST_ATTEMPTS = 5;

    @TempDir
    Path folder;

    private static KeyRow anonymous(String key, String value, KeyRow.Talk talk) {
        var name = key.replace("anonymous.", "").replace("[]", "");
        return new KeyRow(key, ANONYMOUS, ANONYMOUS + ", " + name + ": " + value, server -> {
            try (var client = FtpTestClient.connect(server.port())) {
                client.ask("USER anonymous", 331);
                client.ask("PASS guest", 230);
                client.ask("TYPE I", 200);
                talk.run(client, server);
            }
        });
    }

    private static final List<KeyRow> ROWS = List.of(
            section("server.greeting-name", "server: { greeting-name: Archive }", server -> {
                try (var client = FtpTestClient.connectRefused(server.port())) {
                    contains("Archive", client.expect(220).text());
                }
            }),
            section("server.state-dir", "server: { state-dir: elsewhere }",
                    server -> assertTrue(Files.isDirectory(server.conf().resolveSibling("elsewhere")))),
            new KeyRow("listeners[].address", "address: \"::\"", "address: 127.0.0.1",
                    server -> assertEquals(InetAddress.ofLiteral("127.0.0.1"),
                            server.server().controlAddresses().getFirst().getAddress())),
            new KeyRow("listeners[].from[].allow", "tls: optional", "tls: optional, " + NOBODY, server -> {
                try (var client = FtpTestClient.connectRefused(server.port())) {
                    client.expect(421);
                }
            }),
            section("tls.min-version", "tls: { min-version: \"1.3\" }", server -> {
                try (var client = FtpTestClient.connect(server.port(), "TLSv1.2")) {
                    assertThrows(IOException.class, client::secure);
                }
            }),
            section("tls.ciphers[]", "tls: { min-version: \"1.3\", ciphers: [TLS_AES_256_GCM_SHA384] }",
                    talk((client, _) -> {
                        client.secure();
                        assertEquals("TLS_AES_256_GCM_SHA384",
                                ((SSLSocket) client.socket()).getSession().getCipherSuite());
                    })),
            data("data.advertise[].host", "advertise: [ { clients: [127.0.0.0/8], host: 192.0.2.8 } ]",
                    talk((client, _) -> contains("(192,0,2,8,", client.ask("PASV", 227).text()))),
            data("data.advertise[].clients[]", "advertise: [ { clients: [10.0.0.0/8], host: 192.0.2.8 }, "
                    + "{ clients: [127.0.0.0/8], host: 192.0.2.9 } ]",
                    talk((client, _) -> contains("(192,0,2,9,", client.ask("PASV", 227).text()))),
            data("data.active.ports-from", "active: { enabled: true, ports-from: 60000 }",
                    talk((client, _) -> contains("60000", client.ask("EPRT |1|127.0.0.1|51213|", 504).text()))),
            data("data.active.source-port", "active: { enabled: true, source-port: control-1 }",
                    talk(TransferProbes::comesFromBelow)),
            data("data.resumption", "resumption: \"off\"", talk(TransferProbes::uploadsWithoutResumption)),
            data("data.relax[].resumption", "relax: [ { from: 127.0.0.0/8, resumption: \"off\" } ]",
                    talk(TransferProbes::uploadsWithoutResumption)),
            data("data.relax[].from", "relax: [ { from: 192.0.2.0/24, resumption: required }, "
                    + "{ from: 127.0.0.0/8, resumption: \"off\" } ]", talk(TransferProbes::uploadsWithoutResumption)),
            new KeyRow("user.tls.resumption", REQUIRED, "tls: { required: false, resumption: \"off\" }",
                    talk(TransferProbes::uploadsWithoutResumption)),
            new KeyRow("user.groups[]", REQUIRED + "\n", REQUIRED + "\n    groups: [old]\n"
                    + "groups:\n  - { name: old, tls: { resumption: \"off\" } }\n",
                    talk(TransferProbes::uploadsWithoutResumption)),
            new KeyRow("data.accept-timeout", "accept-timeout: 5s", "accept-timeout: 8s",
                    talk((client, _) -> takesAtLeast(7900, () -> {
                        client.epsv();
                        client.ask("RETR old", 150);
                        client.expect(425);
                    }))),
            new KeyRow("data.claim-timeout", "claim-timeout: 1s", "claim-timeout: 3s", talk((client, server) -> {
                try (var other = FtpTestClient.connect(server.port()).login("alice")) {
                    other.epsv();
                    takesAtLeast(2500, client::epsv);
                }
            })),
            data("data.upload-close-notify", "upload-close-notify: lenient", talk(TransferProbes::uploadsWithoutEnd)),
            new KeyRow("user.tls.upload-close-notify", REQUIRED,
                    "tls: { required: false, upload-close-notify: lenient }",
                    talk(TransferProbes::uploadsWithoutEnd)),
            section("protocol.default-type", "protocol: { default-type: binary }", server -> {
                try (var client = FtpTestClient.connect(server.port())) {
                    client.ask("USER alice", 331);
                    client.ask("PASS secret", 230);
                    client.ask("SIZE old", 213);
                }
            }),
            section("protocol.list-time-zone", "protocol: { list-time-zone: Asia/Kathmandu }",
                    talk((client, server) -> {
                        var today = Instant.parse(Instant.now().toString().substring(0, 10) + "T00:00:00Z");
                        Files.setLastModifiedTime(server.home().resolve("old"), FileTime.from(today));
                        contains(" 05:45 ", client.ask("STAT old", 213).toString());
                    })),
            section("protocol.commands-denied[]", "protocol: { commands-denied: [xsha256] }",
                    talk((client, _) -> client.ask("XSHA256 old", 502))),
            section("storage.umask", "storage: { umask: \"077\" }", talk((client, server) -> {
                client.store("new", new byte[1]);
                assertEquals("rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(server.home().resolve("new"))));
            })),
            section("storage.upload", "storage: { upload: direct }", talk((client, server) -> {
                Files.createLink(server.home().resolve("same"), server.home().resolve("old"));
                client.store("old", new byte[5]);
                assertEquals(5, Files.size(server.home().resolve("same")));
            })),
            section("storage.keep-partial", "storage: { keep-partial: 0s }", talk((client, _) -> {
                TransferProbes.breaksOff(client);
                client.ask("TYPE I", 200);
                client.ask("SIZE new", 550);
            })),
            section("storage.symlinks", "storage: { symlinks: deny }",
                    talk((client, _) -> client.ask("CWD link", 550))),
            section("messages.dir", "messages: { dir: texts }", server -> {
                try (var client = FtpTestClient.connectRefused(server.port())) {
                    contains("Of texts", client.expect(220).toString());
                }
            }),
            section("messages.directory-file", "messages: { directory-file: READ.ME }",
                    talk((client, _) -> contains("Read me", client.ask("CWD directory", 250).toString()))),
            section("users.files[]", "users: { files: [people.yaml] }", server -> {
                try (var client = FtpTestClient.connect(server.port())) {
                    client.login("bob");
                }
            }),
            new KeyRow("user.home", "home: home", "home: other", talk((client, server) -> {
                client.store("new", new byte[1]);
                assertTrue(Files.exists(server.home().resolveSibling("other").resolve("new")));
            })),
            new KeyRow("user.from[].allow", REQUIRED, REQUIRED + "\n    " + NOBODY, server -> {
                try (var client = FtpTestClient.connect(server.port())) {
                    client.ask("USER alice", 331);
                    client.ask("PASS secret", 530);
                }
            }),
            anonymous("anonymous.allow[]", "rw", (client, _) -> client.ask("MKD new", 257)),
            anonymous("anonymous.sessions", "1", (_, server) -> {
                try (var second = FtpTestClient.connect(server.port())) {
                    second.ask("USER anonymous", 331);
                    second.ask("PASS guest", 421);
                }
            }),
            anonymous("anonymous.rate-out", "100KiB/s", (client, server) -> {
                Files.write(server.home().resolve("large"), new byte[100 * 1024]);
                takesAtLeast(700, () -> client.retrieve("large"));
            }));

    @TestFactory
    Stream<DynamicTest> it_reaches_what_it_governs() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.key(), () -> {
            for (var attempt = 1; !isReached(row); attempt++) {
                assertTrue(attempt < MOST_ATTEMPTS, "a port was taken each time");
            }
        }));
    }

    /** False where that could not be tried. */
    private boolean isReached(KeyRow row) throws Exception {
        try (var server = start(row.from(), row.to())) {
            row.probe().run(server);
            return true;
        } catch (PortTakenException e) {
            return false;
        }
    }

    @TestFactory
    Stream<DynamicTest> without_the_key_nothing_of_it_is_found() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.key(), () -> {
            var found = 0;
            while (found < MOST_ATTEMPTS && isFoundWithout(row)) {
                found++;
            }
            assertTrue(found < MOST_ATTEMPTS, "found " + found + " times");
        }));
    }

    private boolean isFoundWithout(KeyRow row) throws IOException {
        try (var server = start("", "")) {
            return holds(row, server);
        }
    }

    private static boolean holds(KeyRow row, TestServer server) {
        try {
            row.probe().run(server);
            return true;
        } catch (Exception | AssertionError e) {
            return false;
        }
    }

    private TestServer start(String from, String to) throws IOException {
        assertTrue((TestServer.PERMISSIVE + USERS).contains(from), from);
        var own = Files.createTempDirectory(folder, "server");
        var home = Files.createDirectories(own.resolve("home"));
        Files.writeString(home.resolve("old"), "old");
        Files.writeString(Files.createDirectory(home.resolve("directory")).resolve("READ.ME"), "Read me");
        Files.createSymbolicLink(home.resolve("link"), Path.of("directory"));
        Files.writeString(Files.createDirectories(own.resolve("conf/texts")).resolve("greeting.txt"), "Of texts");
        Files.writeString(own.resolve("conf/people.yaml"), TestServer.USERS.replace("alice", "bob"));
        return from.isEmpty() ? TestServer.start(own, TestServer.PERMISSIVE + to, USERS)
                : TestServer.start(own, TestServer.PERMISSIVE.replace(from, to), USERS.replace(from, to));
    }
}
