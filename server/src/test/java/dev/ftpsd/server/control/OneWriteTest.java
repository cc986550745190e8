package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reply is one write: under TLS each write is a record of its own, which can be counted. */
final class OneWriteTest {

    /** A handshake message of TLS 1.3 that comes by itself: the ticket. */
    private static final int TICKET_OCTETS = 200;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FEAT", "STAT", "HELP", "MLST /", "NOOP", "PWD", "STAT /", "NOPE"})
    void a_reply_is_one_record_however_many_lines_it_has(String command) throws Exception {
        for (int i = 0; i < 30; i++) {
            Files.createFile(server.home().resolve("file-with-quite-a-long-name-" + i));
        }
        try (var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            client.ask("NOOP", 200);
            var before = client.wire().octets();
            client.send(command);
            client.read();
            assertEquals(1, client.wire().recordLengths(before).size());
        }
    }

    /** The handshake ends with a ticket, then comes the greeting. */
    @Test
    void the_greeting_is_one_record() throws Exception {
        try (var client = FtpTestClient.connectImplicit(server.implicitPort())) {
            var records = client.wire().recordLengths(0);
            assertTrue(records.getLast() < TICKET_OCTETS, records.toString());
            assertTrue(records.get(records.size() - 2) > TICKET_OCTETS, records.toString());
        }
    }

    /** One for the ticket that it brings, one for the reply. */
    @Test
    void a_reply_to_epsv_is_two_records_under_tls_1_3_and_one_under_tls_1_2() throws Exception {
        assertEquals(2, recordsOfEpsv("TLSv1.3"));
        assertEquals(1, recordsOfEpsv("TLSv1.2"));
    }

    private int recordsOfEpsv(String protocol) throws IOException {
        try (var client = FtpTestClient.connect(server.port(), protocol)) {
            client.secure().login("alice");
            client.ask("NOOP", 200);
            var before = client.wire().octets();
            client.epsv();
            return client.wire().recordLengths(before).size();
        }
    }
}
