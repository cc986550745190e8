package dev.ftpsd.tls.openssl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.TlsSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Long transfers on a connection whose handshake was made here. */
class ResumedSocketTest extends WithResumedConnection {

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);
    private static final int BUFFER = 256 * 1024;

    private final Random random = new Random(7);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private SocketPair wire;
    private SSLEngine peer;
    private DataEngine data;
    private ResumedEngine server;
    private TlsSocket socket;

    @BeforeEach
    void connect() throws Throwable {
        wire = SocketPair.open();
        peer = client();
        var hello = hello(peer);
        data = engineFor(hello);
        server = (ResumedEngine) data.engine();
        new MemoryHandshake(peer, server).completeAfter(hello);
        socket = data.onSocket().orElseThrow();
    }

    @AfterEach
    void hangUp() {
        socket.close();
        wire.close();
    }

    private byte[] content(int octets) {
        var bytes = new byte[octets];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What the client sends for it. */
    private byte[] sealed(byte... plain) throws SSLException {
        var source = ByteBuffer.wrap(plain);
        var target = ByteBuffer.allocate(plain.length * 2 + 20_000);
        do {
            peer.wrap(source, target);
        } while (source.hasRemaining());
        var octets = new byte[target.flip().remaining()];
        target.get(octets);
        return octets;
    }

    private byte[] closeNotify() throws SSLException {
        peer.closeOutbound();
        return sealed();
    }

    /** Reads until nothing comes; how it stands then. */
    private int readAll(int room) throws IOException {
        while (true) {
            var target = ByteBuffer.allocateDirect(room);
            var count = socket.read(target);
            if (count <= 0) {
                return count;
            }
            var octets = new byte[target.flip().remaining()];
            target.get(octets);
            received.writeBytes(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 16_384, 16_385, BUFFER})
    void an_upload_is_whole_whatever_room_there_is(int room) throws Throwable {
        socket.readFrom(wire.near(), NOTHING);
        var content = content(100_000);
        wire.send(sealed(content));
        assertEquals(TlsSocket.NOTHING_YET, readAll(room));
        wire.send(closeNotify());

        assertEquals(TlsSocket.CLOSED, readAll(room));
        assertArrayEquals(content, received.toByteArray());
        assertEquals(TlsSocket.CLOSED, readAll(room));
        assertTrue(server.isInboundDone());
    }

    @Test
    void fin_is_no_end_of_an_upload() throws Throwable {
        socket.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));
        wire.end();

        assertEquals(TlsSocket.TRUNCATED, readAll(BUFFER));
        assertEquals(TlsSocket.TRUNCATED, readAll(BUFFER));
    }

    @Test
    void behind_a_forged_record_nothing_is_read_and_nothing_is_the_end() throws Throwable {
        socket.readFrom(wire.near(), NOTHING);
        wire.send(sealed(content(100)));
        assertEquals(TlsSocket.NOTHING_YET, readAll(BUFFER));
        var forged = sealed(content(100));
        forged[50] ^= 1;
        wire.send(forged);
        wire.send(sealed(content(100)));
        wire.send(closeNotify());

        for (var time = 0; time < 3; time++) {
            assertThrows(SSLException.class, () -> readAll(BUFFER));
        }
        assertEquals(100, received.size());
        var other = data.onSocket().orElseThrow();
        other.readFrom(wire.near(), NOTHING);
        assertThrows(SSLException.class, () -> {
            socket = other;
            readAll(BUFFER);
        });
    }

    /** An engine whose channel was closed has not read close_notify. */
    @Test
    void an_engine_that_is_closed_has_no_end_to_tell_of() throws Throwable {
        socket.readFrom(wire.near(), NOTHING);
        assertThrows(SSLException.class, server::closeInbound);
        assertEquals(TlsSocket.NOTHING_YET, readAll(BUFFER));

        data.close();

        assertThrows(SSLException.class, () -> readAll(BUFFER));
    }

    /** The client asks for other keys before each buffer of those that are taken together: there is room for one answer. */
    @Test
    void keys_change_between_what_is_sent_together_and_not_within() throws Throwable {
        socket.beginEncrypting();
        socket.makeRoom(4 * BUFFER);
        var sent = new ByteArrayOutputStream();
        for (var turn = 0; turn < 3; turn++) {
            for (var buffer = 0; buffer < 4; buffer++) {
                server.state().writer().demandUpdate();
                var plain = content(BUFFER);
                sent.writeBytes(plain);
                socket.encrypt(ByteBuffer.allocateDirect(BUFFER).put(plain).flip());
            }
            received.writeBytes(openedByClient(socket.takeEncrypted()));
        }

        assertArrayEquals(sent.toByteArray(), received.toByteArray());
    }

    private byte[] openedByClient(ByteBuffer records) throws SSLException {
        var plain = ByteBuffer.allocate(records.remaining());
        while (records.hasRemaining()) {
            assertTrue(peer.unwrap(records, plain).bytesConsumed() > 0);
        }
        var octets = new byte[plain.flip().remaining()];
        plain.get(octets);
        return octets;
    }
}
