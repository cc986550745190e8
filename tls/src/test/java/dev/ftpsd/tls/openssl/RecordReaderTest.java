package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client may send under its keys, and what ends the upload (RFC 8446 §4.6.3, §5 and §6). */
class RecordReaderTest {

    private static final int HANDSHAKE = Records.HANDSHAKE;
    private static final byte[] UPDATE = {24, 0, 0, 1, 0};
    private static final byte[] UPDATE_AND_ASK = {24, 0, 0, 1, 1};

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment record = arena.allocate(20_000);
    private final MemorySegment target = arena.allocate(20_000);
    private final AtomicInteger asked = new AtomicInteger();
    private TrafficKeys keys = first();
    private RecordCipher client = RecordCipher.encrypting(keys);
    private final RecordReader reader = new RecordReader(first(), 0, asked::incrementAndGet);
    private long number;

    private static TrafficKeys first() {
        return new TrafficKeys(Suite13.TLS_AES_256_GCM_SHA384, new byte[48]);
    }

    @BeforeEach
    void load() {
        assertTrue(OpenSsl.problem().isEmpty(), () -> OpenSsl.problem().toString());
    }

    @AfterEach
    void free() {
        reader.free();
        client.free();
        arena.close();
    }

    private int read(int type, byte... content) throws SSLException {
        var length = client.seal(number++, type, arena.allocateFrom(JAVA_BYTE, content), record);
        return reader.read(record.asSlice(0, length), target);
    }

    private void changeKeys() {
        keys = keys.next();
        client.free();
        client = RecordCipher.encrypting(keys);
        number = 0;
    }

    @Test
    void data_comes_in_its_order_and_once() throws Exception {
        assertEquals(2, read(Records.APPLICATION_DATA, (byte) 7, (byte) 8));
        assertEquals(8, target.get(JAVA_BYTE, 1));
        var again = record.asSlice(0, RecordCipher.octets(2));
        assertThrows(SSLException.class, () -> reader.read(again, target));
        assertEquals(1, read(Records.APPLICATION_DATA, (byte) 9));
        number++;
        assertThrows(SSLException.class, () -> read(Records.APPLICATION_DATA, (byte) 10), "one was left out");
    }

    @Test
    void padding_is_taken_away_and_nothing_but_padding_is_refused() throws Exception {
        // Type and padding, behind which the cipher puts a type of 0.
        assertEquals(1, read(0, (byte) 7, (byte) Records.APPLICATION_DATA, (byte) 0, (byte) 0));
        assertEquals(7, target.get(JAVA_BYTE, 0));
        assertThrows(SSLException.class, () -> read(0, new byte[16]));
    }

    @Test
    void the_longest_record_is_read_and_a_longer_one_is_refused() throws Exception {
        assertEquals(16_384, read(Records.APPLICATION_DATA, new byte[16_384]));
        assertThrows(SSLException.class, () -> read(Records.APPLICATION_DATA, new byte[16_385]));
    }

    @Test
    void records_that_bring_nothing_are_borne_with_for_a_while() throws Exception {
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < RecordReader.MOST_IDLE; i++) {
                assertEquals(0, read(Records.APPLICATION_DATA));
            }
            assertEquals(1, read(Records.APPLICATION_DATA, (byte) 1));
        }
        for (var i = 0; i < RecordReader.MOST_IDLE; i++) {
            assertEquals(0, read(Messages.ALERT, (byte) 1, (byte) 90));
        }
        assertThrows(SSLException.class, () -> read(Records.APPLICATION_DATA));
    }

    @Test
    void keys_change_with_the_client_and_it_is_heard_when_it_asks_for_ours() throws Exception {
        for (var message : new byte[][]{UPDATE, UPDATE_AND_ASK, UPDATE}) {
            assertEquals(0, read(HANDSHAKE, message));
            changeKeys();
            assertEquals(1, read(Records.APPLICATION_DATA, (byte) 1));
        }
        assertEquals(1, asked.get());
        assertEquals(0, read(HANDSHAKE, UPDATE));
        assertThrows(SSLException.class, () -> read(Records.APPLICATION_DATA, (byte) 1), "the old keys are over");
    }

    @Test
    void keys_that_do_nothing_but_change_are_refused() throws Exception {
        for (var i = 0; i < RecordReader.MOST_IDLE; i++) {
            assertEquals(0, read(HANDSHAKE, UPDATE));
            changeKeys();
        }
        assertThrows(SSLException.class, () -> read(HANDSHAKE, UPDATE));
    }

    @Test
    void close_notify_is_the_end_at_any_level_and_other_alerts_are_an_end_in_anger() throws Exception {
        assertEquals(RecordReader.CLOSED, read(Messages.ALERT, (byte) 1, (byte) 0));
        assertEquals(RecordReader.CLOSED, read(Messages.ALERT, (byte) 2, (byte) 0));
        assertThrows(SSLException.class, () -> read(Messages.ALERT, (byte) 1, (byte) 80));
        assertThrows(SSLException.class, () -> read(Messages.ALERT, (byte) 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18000001", "1800000102", "0100000100", "18000001001800000100", "180000020000", ""})
    void other_messages_of_a_handshake_are_refused(String message) {
        var octets = new byte[message.length() / 2];
        for (var at = 0; at < octets.length; at++) {
            octets[at] = (byte) Integer.parseInt(message.substring(2 * at, 2 * at + 2), 16);
        }
        assertThrows(SSLException.class, () -> read(HANDSHAKE, octets));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 25, 255})
    void records_of_other_types_are_refused(int type) {
        assertThrows(SSLException.class, () -> read(type, (byte) 1));
    }

    @Test
    void what_is_not_encrypted_and_what_is_too_short_is_refused() {
        var clear = arena.allocateFrom(JAVA_BYTE, new byte[]{21, 3, 3, 0, 2, 1, 0});
        assertThrows(SSLException.class, () -> reader.read(clear, target));
        var empty = arena.allocateFrom(JAVA_BYTE, new byte[]{23, 3, 3, 0, 0});
        assertThrows(SSLException.class, () -> reader.read(empty, target));
        var onlyTag = arena.allocate(RecordCipher.HEADER_OCTETS + RecordCipher.TAG_OCTETS);
        onlyTag.set(JAVA_BYTE, 0, (byte) Records.APPLICATION_DATA);
        assertThrows(SSLException.class, () -> reader.read(onlyTag, target));
    }
}
