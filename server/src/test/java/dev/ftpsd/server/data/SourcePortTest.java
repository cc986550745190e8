package dev.ftpsd.server.data;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.control.ReplyDelivery;
import dev.ftpsd.server.support.FreePort;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code source-port: control-1} where somebody else has that port: the client cannot mend it, and the log says who can. */
final class SourcePortTest {

    private static final String MACHINE = """
            version: 1
            listeners: [ { name: optional, port: PORT, tls: optional } ]
            security: { login-delay: 0s }
            data: { ports: "0", protection: any, active: { enabled: true, source-port: control-1 } }
            """;

    @TempDir
    Path directory;

    private static List<String> warnings(HeardLog log) {
        return log.lines("line").stream().filter(line -> line.contains(" WARN  SourcePort ")).toList();
    }

    /** A port above which there is another free one. */
    private static int free() {
        var port = FreePort.any();
        for (var next = FreePort.any(); next != port + 1; next = FreePort.any()) {
            port = next;
        }
        return port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "nio"})
    void it_is_said_that_the_server_has_not_got_it(String kind) throws Exception {
        var port = free();
        Files.writeString(Files.createDirectories(directory.resolve("home")).resolve("file"), "content");
        try (var _ = new ServerSocket(port);
                var log = new HeardLog();
                var server =
                        TestServer.start(directory, MACHINE.replace("PORT", String.valueOf(port + 1)), TestServer.USERS,
                                kind.equals("nio") ? Transport::nio : Transport::best, ReplyDelivery.ORDINARY);
                var client = FtpTestClient.connect(server.port()).login("alice");
                var listening = new ServerSocket(0)) {
            for (var time = 0; time < 2; time++) {
                client.ask("EPRT |1|127.0.0.1|" + listening.getLocalPort() + "|", 200);
                assertEquals(
                        "425 The server cannot connect from its port " + port + "; use passive mode (EPSV or PASV).",
                        client.ask("RETR file", 425).toString());
            }
            assertEquals(1, warnings(log).size(), warnings(log)::toString);
            var warning = warnings(log).getFirst();
            assertTrue(
                    warning.contains("data.active.source-port: cannot connect to clients from 127.0.0.1 port " + port),
                    warning);
            assertTrue(warning.endsWith(
                    "Address already in use; stop what uses that port, move the listener to another, or set it to any"),
                    warning);
        }
    }
}
