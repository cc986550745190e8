package dev.ftpsd.tls.openssl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A long upload's records, as they come from a socket. */
class RecordReadingTest extends WithDataConnection {

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final Random random = new Random(9);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private SocketPair wire;

    @BeforeEach
    void open() throws Throwable {
        wire = SocketPair.open();
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private byte[] content(int octets) {
        var bytes = new byte[octets];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What the client sends for it. */
    private byte[] sealed(byte[] plain) throws SSLException {
        var source = ByteBuffer.wrap(plain);
        var target = ByteBuffer.allocate(plain.length * 2 + 20_000);
        do {
            client().wrap(source, target);
        } while (source.hasRemaining());
        var octets = new byte[target.flip().remaining()];
        target.get(octets);
        return octets;
    }

    private byte[] closeNotify() throws SSLException {
        client().closeOutbound();
        return sealed(new byte[0]);
    }

    /** Reads until nothing comes; how it stands then. */
    private int readAll(TlsSocket socket, int room) throws IOException {
        while (true) {
            var target = ByteBuffer.allocateDirect(room);
            var count = socket.read(target);
            if (count <= 0) {
                return count;
            }
            var octets = new byte[target.flip().remaining()];
            assertEquals(count, octets.length);
            target.get(octets);
            received.writeBytes(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 16_384, 16_385, 40_000, 256 * 1024})
    void it_is_whole_whatever_room_there_is(int room) throws Throwable {
        var socket = connect(AES_256);
        socket.readFrom(wire.near(), NOTHING);
        var content = content(100_000);
        wire.send(sealed(content));
        wire.send(closeNotify());

        assertEquals(TlsSocket.CLOSED, readAll(socket, room));
        assertArrayEquals(content, received.toByteArray());
        assertEquals(TlsSocket.CLOSED, socket.read(ByteBuffer.allocateDirect(10)));
        assertTrue(server().isInboundDone());
    }

    @Test
    void it_comes_in_pieces_and_what_had_arrived_comes_first() throws Throwable {
        var socket = connect("TLS_CHACHA20_POLY1305_SHA256");
        var content = content(50_000);
        var octets = sealed(content);
        socket.readFrom(wire.near(), ByteBuffer.allocateDirect(20_000).put(octets, 0, 20_000).flip());
        for (var at = 20_000; at < octets.length; at += 777) {
            wire.send(Arrays.copyOfRange(octets, at, Math.min(octets.length, at + 777)));
            assertEquals(TlsSocket.NOTHING_YET, readAll(socket, 100_000));
        }

        assertArrayEquals(content, received.toByteArray());
        wire.end();
        assertEquals(TlsSocket.TRUNCATED, readAll(socket, 100_000));
        assertFalse(server().isInboundDone());
    }

    @Test
    void what_the_engine_has_read_before_is_counted() throws Throwable {
        var socket = connect(AES_256);
        var first = content(30_000);
        server().unwrap(ByteBuffer.wrap(sealed(first)), ByteBuffer.allocate(40_000));
        socket.readFrom(wire.near(), NOTHING);
        var content = content(1000);
        wire.send(sealed(content));

        assertEquals(TlsSocket.NOTHING_YET, readAll(socket, 100_000));
        assertArrayEquals(content, received.toByteArray());
    }

    /** A client that says that this was all, and waits for us to say so too, has sent no FIN. */
    @ParameterizedTest
    @ValueSource(strings = {AES_256, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void an_end_that_the_engine_has_read_before_is_the_end(String suite) throws Throwable {
        var socket = connect(suite);
        server().unwrap(ByteBuffer.wrap(sealed(content(100))), ByteBuffer.allocate(40_000));
        server().unwrap(ByteBuffer.wrap(closeNotify()), ByteBuffer.allocate(40_000));
        assertTrue(server().isInboundDone());
        socket.readFrom(wire.near(), NOTHING);

        assertEquals(TlsSocket.CLOSED, readAll(socket, 1000));
    }

    @Test
    void who_was_left_to_openssl_once_stays_with_it() throws Throwable {
        var first = connect(AES_256);
        connection().records().readOne();
        first.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));
        assertEquals(TlsSocket.NOTHING_YET, readAll(first, 1000));
        first.close();
        var second = data().onSocket().orElseThrow();
        second.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));

        assertEquals(TlsSocket.NOTHING_YET, readAll(second, 1000));
        assertEquals(200, received.size());
    }

    /** As behind a KeyUpdate that came before the transfer was long. */
    @Test
    void who_has_counted_wrongly_leaves_it_to_openssl() throws Throwable {
        var socket = connect(AES_256);
        connection().records().readOne();
        socket.readFrom(wire.near(), NOTHING);
        var content = content(100_000);
        wire.send(sealed(content));
        wire.send(closeNotify());

        assertEquals(TlsSocket.CLOSED, readAll(socket, 256 * 1024));
        assertArrayEquals(content, received.toByteArray());
    }

    @Test
    void a_forged_record_ends_it_and_no_genuine_one_behind_it_is_read() throws Throwable {
        var socket = connect(AES_256);
        socket.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));
        assertEquals(TlsSocket.NOTHING_YET, readAll(socket, 1000));
        var forged = sealed(content(100));
        forged[50] ^= 1;
        wire.send(forged);

        wire.send(sealed(content(100)));

        assertThrows(SSLException.class, () -> readAll(socket, 1000));
        assertThrows(SSLException.class, () -> readAll(socket, 1000));
        assertTrue(server().isInboundDone());
        assertEquals(100, received.size());
    }

    /** OpenSSL stands where the transfer began: it would take what came then, from whoever has kept it, as what comes now. */
    @Test
    void what_was_opened_here_is_not_opened_again_by_openssl() throws Throwable {
        var socket = connect(AES_256);
        socket.readFrom(wire.near(), NOTHING);
        var first = sealed(content(100));
        wire.send(first);
        assertEquals(TlsSocket.NOTHING_YET, readAll(socket, 1000));
        wire.send(first);

        assertThrows(SSLException.class, () -> readAll(socket, 1000));
        assertEquals(100, received.size());
        socket.close();
        var second = data().onSocket().orElseThrow();
        second.readFrom(wire.near(), NOTHING);
        wire.send(first);
        assertThrows(SSLException.class, () -> readAll(second, 1000));
        var plain = ByteBuffer.allocate(20_000);
        server().unwrap(ByteBuffer.wrap(first), plain);
        assertEquals(0, plain.position());
    }

    @Test
    void nothing_is_read_behind_close_notify() throws Throwable {
        var socket = connect(AES_256);
        socket.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));
        wire.send(closeNotify());
        wire.send(new byte[100]);

        assertEquals(TlsSocket.CLOSED, readAll(socket, 1000));
        assertEquals(100, received.size());
    }

    @Test
    void octets_that_are_no_record_are_refused() throws Throwable {
        var socket = connect(AES_256);
        socket.readFrom(wire.near(), NOTHING);
        wire.send("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThrows(SSLException.class, () -> readAll(socket, 1000));
    }
}
