package dev.ftpsd.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.TappedSocket;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Connections of somebody who never logs in: the data port is open to anyone. */
@ExtendWith(NothingLost.class)
final class PendingDataTest {

    private static final int LIMIT = 10;
    private static final int ATTACK = 50;

    /** What a client says first, in whole; it answers nothing that comes. */
    private static final String HELLO = HexFormat.of().formatHex(TestTls.clientHello());

    @TempDir
    Path directory;

    private final List<DataLink> attack = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (var data : attack) {
            data.close();
        }
    }

    private TestServer start(String limits, String handshakeTimeout) throws IOException {
        return WireServer.start(directory, "", """
                limits: { %s }
                tls: { handshake-timeout: %s }
                """.formatted(limits, handshakeTimeout));
    }

    private void attack(TestServer server, byte[] words) throws IOException {
        attackFrom(InetAddress.getLoopbackAddress(), server, words);
    }

    private void attackFrom(InetAddress from, TestServer server, byte[] words) throws IOException {
        for (int i = 0; i < ATTACK; i++) {
            var data = DataLink.over(TappedSocket.connect(from, server.dataPort()));
            attack.add(data);
            try {
                data.write(words);
            } catch (IOException e) {
                // One too many.
            }
        }
    }

    private long closed() throws IOException {
        var closed = 0;
        for (var data : attack) {
            data.socket().setSoTimeout(1);
            try {
                closed += data.socket().getInputStream().read(new byte[16 * 1024]) < 0 ? 1 : 0;
            } catch (SocketTimeoutException e) {
                // Still open.
            } catch (IOException e) {
                closed++;
            }
        }
        return closed;
    }

    private boolean areClosed(int count) {
        try {
            return closed() == count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-data: 10, pending-data-per-ip: 0", "pending-data: 0, pending-data-per-ip: 10"})
    void no_more_connections_are_held_than_the_limit(String limits) throws Exception {
        try (var server = start(limits, "1m")) {
            attack(server, new byte[0]);
            Eventually.holds(() -> areClosed(ATTACK - LIMIT), "those above the limit are closed");
            assertEquals(LIMIT, server.server().pendingDataConnections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 30})
    void those_that_send_no_whole_hello_are_closed_in_time(int octets) throws Exception {
        var hello = new byte[]{0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
                14, 15, 16, 17, 18, 19};
        try (var server = start("pending-data: 0", "1s")) {
            attack(server, Arrays.copyOf(hello, octets));
            Eventually.holds(() -> areClosed(ATTACK), "they are closed");
            Eventually.holds(() -> server.server().pendingDataConnections() == 0, "they are counted out");
        }
    }

    @Test
    void those_that_go_by_themselves_are_counted_out() throws Exception {
        try (var server = start("pending-data: 0", "1m")) {
            attack(server, new byte[]{0x16, 3});
            Eventually.holds(() -> server.server().pendingDataConnections() == ATTACK, "they are counted in");
            for (var data : attack) {
                data.wire().reset();
            }
            Eventually.holds(() -> server.server().pendingDataConnections() == 0, "they are counted out");
        }
    }

    @Test
    void those_that_belong_to_somebody_are_counted_out() throws Exception {
        try (var server = start("pending-data: 0", "1m"); var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            Files.writeString(server.home().resolve("file"), "content");
            for (int i = 0; i < 20; i++) {
                assertEquals("content", new String(client.retrieve("file"), UTF_8));
            }
            assertEquals(0, server.server().pendingDataConnections());
        }
    }

    /** Below the limit of all connections an owner gets through. */
    @Test
    void an_owner_from_the_same_address_still_gets_through_when_the_attack_is_over() throws Exception {
        try (var server = start("pending-data-per-ip: 10", "5s"); var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            Files.writeString(server.home().resolve("file"), "content");
            attack(server, new byte[0]);
            Eventually.holds(() -> areClosed(ATTACK), "the attack is over");
            assertEquals("content", new String(client.retrieve("file"), UTF_8));
        }
    }

    /** Many sessions behind one address: each claim asks for a connection, which the limit must not refuse. */
    @Test
    void as_many_as_were_solicited_come_beyond_the_limit() throws Exception {
        var clients = new ArrayList<FtpTestClient>();
        try (var server = start("pending-data: 5, pending-data-per-ip: 2", "1m")) {
            Files.writeString(server.home().resolve("file"), "content");
            for (int i = 0; i < 20; i++) {
                var client = FtpTestClient.connect(server.port());
                clients.add(client);
                client.secure().login("alice");
                attack.add(client.openData());
            }
            Eventually.holds(() -> server.server().pendingDataConnections() == 20, "all are held");
            for (int i = 0; i < 20; i++) {
                clients.get(i).send("RETR file");
                clients.get(i).secure(attack.get(i));
                assertEquals("content", new String(attack.get(i).readAll(), UTF_8));
                clients.get(i).expect(150);
                clients.get(i).expect(226);
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static Stream<Arguments> floods() {
        return Stream.of("pending-data: 10, pending-data-per-ip: 0", "pending-data: 0, pending-data-per-ip: 10")
                .flatMap(limits -> Stream.of("", "16", HELLO).map(words -> Arguments.of(limits, words)));
    }

    /**
     * Somebody behind the same address holds as many connections as there may be.
     *
     * @param words what each of them says: nothing, one octet, or all of a ClientHello
     */
    @ParameterizedTest
    @MethodSource("floods")
    void who_floods_the_port_does_not_shut_others_out(String limits, String words) throws Exception {
        try (var server = start(limits, "1m"); var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            Files.writeString(server.home().resolve("file"), "content");
            for (int i = 0; i < 5; i++) {
                var port = client.epsv();
                attack(server, HexFormat.of().parseHex(words));
                Eventually.holds(() -> areClosed(attack.size() - LIMIT - 1),
                        "those that came first are closed, and one is solicited");
                retrieve(client, port);
            }
        }
    }

    /** Whoever holds most gives way, though others hold connections that have said less. */
    @Test
    void a_few_addresses_together_do_not_shut_others_out() throws Exception {
        try (var server = start("pending-data: 10, pending-data-per-ip: 5", "1m");
                var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            Files.writeString(server.home().resolve("file"), "content");
            var port = client.epsv();
            for (var from : List.of("127.0.0.2", "127.0.0.3", "127.0.0.4")) {
                attackFrom(InetAddress.getByName(from), server, new byte[]{0x16});
            }
            Eventually.holds(() -> server.server().pendingDataConnections() == LIMIT + 1,
                    "as many as may be, and one is solicited");
            retrieve(client, port);
        }
    }

    private static void retrieve(FtpTestClient client, int port) throws IOException {
        try (var data = DataLink.connect(port)) {
            client.ask("RETR file", 150);
            client.secure(data);
            assertEquals("content", new String(data.readAll(), UTF_8));
            client.expect(226);
        }
    }
}
