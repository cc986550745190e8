package dev.ftpsd.tls.openssl;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A long download's records: made here if they are those that OpenSSL would make, and by OpenSSL else. */
class OwnRecordsTest extends WithDataConnection {

    private static final int BUFFER = 64 * 1024;

    private final Random random = new Random(8);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private ByteBuffer content(int octets) {
        var bytes = new byte[octets];
        random.nextBytes(bytes);
        sent.writeBytes(bytes);
        return ByteBuffer.allocateDirect(octets).put(bytes).flip();
    }

    private void send(TlsSocket socket, int octets) throws Exception {
        socket.encrypt(content(octets));
        received.writeBytes(read(socket.takeEncrypted()));
    }

    private void sendByTheEngine(int octets) throws Exception {
        var plain = content(octets);
        var bytes = new byte[octets];
        plain.get(bytes);
        received.writeBytes(read(wrapped(bytes)));
    }

    private void assertWholeAndEnded() throws Exception {
        assertArrayEquals(sent.toByteArray(), received.toByteArray());
        server().closeOutbound();
        read(wrapped(new byte[0]));
        assertTrue(client().isInboundDone(), "close_notify has come under the right number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", AES_256, "TLS_CHACHA20_POLY1305_SHA256"})
    void the_client_sees_no_difference(String suite) throws Exception {
        var socket = connect(suite);
        sendByTheEngine(10_000);
        socket.beginEncrypting();
        send(socket, BUFFER);
        assertTrue(connection().makesOwnRecords());
        send(socket, BUFFER);
        socket.makeRoom(4 * BUFFER);
        for (var size : new int[]{1, 16_383, 16_384, 16_385, BUFFER}) {
            socket.encrypt(content(size));
        }
        received.writeBytes(read(socket.takeEncrypted()));
        send(socket, 1);
        socket.close();
        sendByTheEngine(3000);

        assertWholeAndEnded();
    }

    @Test
    void another_thread_goes_on_where_one_has_left_off() throws Exception {
        var first = connect(AES_256);
        first.beginEncrypting();
        send(first, BUFFER);
        send(first, 10);
        first.close();
        sendByTheEngine(100);
        var second = data().onSocket().orElseThrow();
        second.beginEncrypting();
        send(second, BUFFER);
        send(second, 10);
        second.close();

        assertWholeAndEnded();
    }

    /** There is nothing to compare, and no number that would be known. */
    @Test
    void nothing_is_no_beginning() throws Exception {
        var socket = connect(AES_256);
        sendByTheEngine(100);
        socket.beginEncrypting();
        send(socket, 0);
        socket.encrypt(content(0));
        send(socket, BUFFER);
        send(socket, 10);
        socket.close();

        assertFalse(connection().makesOwnRecords());
        assertWholeAndEnded();
    }

    /** What the event loop sends meanwhile would stand between the thread's records, and say that all has come. */
    @Test
    void who_closes_while_a_thread_sends_breaks_it_off() throws Exception {
        var socket = connect(AES_256);
        socket.beginEncrypting();
        send(socket, BUFFER);
        send(socket, BUFFER);
        server().closeOutbound();

        assertEquals(0, wrapped(new byte[0]).remaining());
        assertThrows(SSLException.class, () -> socket.encrypt(content(10)));
        assertThrows(SSLException.class, socket::takeEncrypted);
        socket.close();
        assertEquals(0, wrapped(new byte[0]).remaining());
    }

    @Test
    void a_ticket_before_the_data_counts() throws Exception {
        var socket = connect(AES_256);
        assertTrue(data().issueTicket());
        read(wrapped(new byte[0]));
        socket.beginEncrypting();
        send(socket, BUFFER);

        assertTrue(connection().makesOwnRecords());
        assertFalse(data().issueTicket(), "there is nobody any more who could make one");
        socket.close();
        assertWholeAndEnded();
    }

    @Test
    void who_has_counted_wrongly_leaves_it_to_openssl() throws Exception {
        var socket = connect(AES_256);
        connection().records().wroteOne();
        socket.beginEncrypting();
        send(socket, BUFFER);
        send(socket, 100);
        socket.close();

        assertFalse(connection().makesOwnRecords());
        assertWholeAndEnded();
    }

    /** A client may ask for that at any moment: the number behind the data would serve for two records then. */
    @Test
    void when_openssl_changes_its_keys_meanwhile_it_is_left_to_openssl() throws Exception {
        var socket = connect(AES_256);
        socket.beginEncrypting();
        socket.encrypt(content(BUFFER));
        Ssl.updateKeys(connection().ssl());
        received.writeBytes(read(socket.takeEncrypted()));
        send(socket, BUFFER);
        socket.close();

        assertFalse(connection().makesOwnRecords());
        assertWholeAndEnded();
    }

    @Test
    void when_it_has_changed_them_before_it_is_left_to_openssl() throws Exception {
        var socket = connect(AES_256);
        Ssl.updateKeys(connection().ssl());
        read(wrapped(new byte[0]));
        socket.beginEncrypting();
        send(socket, BUFFER);
        send(socket, BUFFER);
        socket.close();

        assertFalse(connection().makesOwnRecords());
        assertWholeAndEnded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void before_tls_1_3_it_is_left_to_openssl(String suite) throws Exception {
        var socket = connect(suite);
        socket.beginEncrypting();
        send(socket, BUFFER);
        socket.makeRoom(4 * BUFFER);
        send(socket, 4 * BUFFER);
        socket.close();

        assertFalse(connection().makesOwnRecords());
        assertWholeAndEnded();
    }

    /** What OpenSSL would say by its own count would be under a number that has been used. */
    @Test
    void openssl_says_nothing_any_more() throws Exception {
        var socket = connect(AES_256);
        socket.beginEncrypting();
        send(socket, BUFFER);
        Ssl.updateKeys(connection().ssl());
        Ssl.shutdown(connection().ssl());

        assertEquals(0, connection().pending());
        socket.close();
        assertWholeAndEnded();
    }

    /** RFC 8446 §5.5: a key serves for so many records and no more. */
    @Test
    void keys_are_changed_in_time() throws Exception {
        connect(AES_256);
        var keys = connection().secrets().ofServer(AES_256).orElseThrow();
        var writer = new RecordWriter(keys, 0, 5);
        var wire = ByteBuffer.allocateDirect(2 * BUFFER);
        for (var i = 0; i < 20; i++) {
            wire.clear();
            var plain = content(20_000);
            var made = writer.write(Buffers.part(plain, plain.remaining()), MemorySegment.ofBuffer(wire));
            received.writeBytes(read(wire.limit((int) made)));
        }
        writer.free();

        assertArrayEquals(sent.toByteArray(), received.toByteArray());
    }

    @Test
    void nothing_is_left_behind_when_it_ends_early() throws Exception {
        var before = OpenSsl.liveConnections();
        var socket = connect(AES_256);
        socket.beginEncrypting();
        socket.encrypt(content(100));
        socket.close();
        close();

        assertEquals(before, OpenSsl.liveConnections());
    }
}
