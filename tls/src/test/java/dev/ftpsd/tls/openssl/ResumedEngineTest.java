package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryHandshake;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A data connection that resumes without OpenSSL's own handshake, and a client that is good or bad. */
class ResumedEngineTest extends WithResumedConnection {

    private static final int CONNECTIONS = 100;
    private static final int LAST = -1;
    private static final int TICKET_SHOWN_AT = 5 + 4;

    private @Nullable TrafficKeys keys;

    @ParameterizedTest
    @CsvSource({"TLS_AES_256_GCM_SHA384, x25519", "TLS_AES_128_GCM_SHA256, x25519",
            "TLS_CHACHA20_POLY1305_SHA256, x25519", "TLS_AES_256_GCM_SHA384, secp256r1",
            "TLS_AES_128_GCM_SHA256, secp256r1;x25519"})
    void both_sides_understand_each_other_to_the_end(String suite, String groups) throws Exception {
        logIn(suite);
        var client = client(groups.split(";"));
        var hello = hello(client);
        var data = engineFor(hello);
        var server = assertInstanceOf(ResumedEngine.class, data.engine());

        var link = new MemoryHandshake(client, server).completeAfter(hello);

        assertEquals(Optional.of(control().identity()), data.resumedIdentity());
        assertEquals(suite, server.getSession().getCipherSuite());
        assertEquals("up", link.sayToServer("up"));
        assertEquals("down", link.sayToClient("down"));
        client.closeOutbound();
        server.closeOutbound();
        link.deliver();
        assertTrue(client.isInboundDone() && server.isInboundDone() && server.isFreed());
    }

    @Test
    void a_binder_that_is_wrong_is_left_to_openssl_which_refuses() throws Exception {
        var hello = hello(client());
        flip(hello, LAST);

        var data = engineFor(hello);

        assertInstanceOf(OpenSslEngine.class, data.engine());
        assertThrows(SSLException.class, () -> read(data.engine(), hello));
    }

    /** All of the hello is bound, so that nobody on the way can change what a client offers. */
    @Test
    void no_octet_of_a_hello_can_be_changed() throws Exception {
        var hello = hello(client());
        for (var at = TICKET_SHOWN_AT; at < hello.limit(); at++) {
            var changed = ByteBuffer.allocate(hello.limit()).put(hello.duplicate()).flip();
            changed.put(at, (byte) (changed.get(at) ^ 1));

            assertInstanceOf(OpenSslEngine.class, engineFor(changed).engine(), "octet " + at);
        }
    }

    @Test
    void the_engine_takes_the_hello_that_it_was_made_for_alone() throws Exception {
        var hello = hello(client());
        var server = resumedFor(hello.duplicate());
        flip(hello, LAST);

        assertThrows(SSLException.class, () -> read(server, hello));
    }

    @Test
    void what_comes_behind_the_finished_in_one_piece_is_read() throws Exception {
        var client = client();
        var hello = hello(client);
        var server = resumedFor(hello);
        read(server, hello);
        var finished = answer(client, wrapped(server));
        var all = ByteBuffer.allocate(1000).put(finished).put(wrapped(client, "file".getBytes(StandardCharsets.UTF_8)));
        client.closeOutbound();
        all.put(wrapped(client));

        assertEquals("file", read(server, all.flip()));
        assertTrue(server.isInboundDone());
    }

    @Test
    void a_client_that_wants_other_keys_gets_them_with_the_next_data() throws Exception {
        var client = client();
        var hello = hello(client);
        var server = resumedFor(hello);
        var link = new MemoryHandshake(client, server).completeAfter(hello);

        server.state().writer().demandUpdate();

        assertEquals("one", link.sayToClient("one"));
        assertEquals("two", link.sayToClient("two"));
    }

    /** What breaks the rules is answered, once; a client that has given up is not. */
    @ParameterizedTest
    @CsvSource({"21, 0228, ''", "22, 0e000000, alert", "24, 00, alert"})
    void an_alert_tells_who_broke_the_rules_and_answers_none(int type, String octets, String answer) throws Exception {
        var server = secured();

        assertThrows(SSLException.class, () -> read(server, ByteBuffer.wrap(sealedByClient(type, octets))));

        var left = wrapped(server);
        assertEquals(answer, left.hasRemaining() ? type(left) : "");
        assertTrue(server.isInboundDone() && server.isOutboundDone());
    }

    @Test
    void nothing_follows_close_notify() throws Exception {
        var closed = secured();
        closed.closeOutbound();
        assertEquals("alert", type(wrapped(closed)));
        assertThrows(SSLException.class, () -> read(closed, ByteBuffer.wrap(sealedByClient(24, "00"))));
        assertEquals(0, wrapped(closed).remaining());
    }

    @Test
    void nothing_comes_between_the_records_of_a_thread() throws Exception {
        var held = secured();
        held.hold(true);
        assertThrows(SSLException.class, () -> read(held, ByteBuffer.wrap(sealedByClient(24, "00"))));
        assertEquals(0, wrapped(held).remaining());
    }

    private ResumedEngine secured() throws Exception {
        var client = client();
        var hello = hello(client);
        var server = resumedFor(hello);
        read(server, hello);
        keys = server.state().handshake().clientKeys();
        read(server, answer(client, wrapped(server)));
        return server;
    }

    /** The first record behind the handshake of the client that was secured last. */
    private byte[] sealedByClient(int type, String octets) {
        return sealed(NumberedCipher.encrypting(Objects.requireNonNull(keys), 0), type,
                HexFormat.of().parseHex(octets));
    }

    /** As the engines of OpenSSL's own connections: whoever closes the channel ends it. */
    @Test
    void an_engine_that_is_freed_has_nothing_more_to_say() throws Exception {
        var server = secured();
        server.closeOutbound();
        assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());

        server.release();

        assertEquals(HandshakeStatus.NOT_HANDSHAKING, server.getHandshakeStatus());
        assertEquals(0, wrapped(server).remaining());
        assertTrue(server.isOutboundDone() && server.isInboundDone());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void nothing_is_left_behind(boolean hasAnswered) throws Exception {
        var before = OpenSsl.liveConnections();
        var hello = hello(client());
        var open = new ArrayList<DataEngine>();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            var data = engineFor(hello.duplicate());
            open.add(data);
            if (hasAnswered) {
                read(data.engine(), hello.duplicate());
            }
        }
        // Others that nobody has closed may be collected meanwhile.
        assertTrue(OpenSsl.liveConnections() >= CONNECTIONS);

        open.forEach(DataEngine::close);
        open.forEach(DataEngine::close);

        assertTrue(OpenSsl.liveConnections() <= before);
    }
}
