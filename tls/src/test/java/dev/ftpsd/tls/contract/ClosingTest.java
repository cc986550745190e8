package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How bytes move and how connections end: an upload that was cut short must not look whole. */
@ParameterizedClass
@EnumSource(Implementation.class)
class ClosingTest {

    @Parameter
    Implementation implementation;

    @TempDir
    Path state;

    private DataEngine data;

    @BeforeEach
    void openEngine() throws Exception {
        data = implementation.open(state).newDataEngine();
    }

    private SSLEngine shakeHands(String protocol) throws Exception {
        var client = new MemoryClient(protocol).engine("a");
        new MemoryHandshake(client, data.engine()).complete();
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bytes_arrive_as_they_were_sent_both_ways_from_the_heap_and_from_outside(String protocol) throws Exception {
        var client = shakeHands(protocol);
        var bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);

        assertArrayEquals(bytes, carry(client, data.engine(), ByteBuffer.wrap(bytes), ByteBuffer.allocate(20_000)));
        assertArrayEquals(bytes, carry(data.engine(), client, ByteBuffer.wrap(bytes), ByteBuffer.allocate(20_000)));
        var direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        assertArrayEquals(bytes, carry(client, data.engine(), direct, ByteBuffer.allocateDirect(20_000)));
        assertArrayEquals(bytes, carry(data.engine(), client, direct.rewind(), ByteBuffer.allocateDirect(20_000)));
    }

    private static byte[] carry(SSLEngine from, SSLEngine to, ByteBuffer source, ByteBuffer target) throws Exception {
        var got = ByteBuffer.allocate(source.remaining());
        var wire = ByteBuffer.allocate(1 << 16);
        while (source.hasRemaining()) {
            from.wrap(source, wire);
            wire.flip();
            while (wire.hasRemaining()) {
                assertEquals(Status.OK, to.unwrap(wire, target).getStatus());
                got.put(target.flip());
                target.clear();
            }
            wire.clear();
        }
        return got.array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void half_a_record_and_too_small_a_buffer_consume_nothing(String protocol) throws Exception {
        var client = shakeHands(protocol);
        var wire = ByteBuffer.allocate(1 << 15);
        client.wrap(ByteBuffer.allocate(1_000), wire);
        wire.flip();

        var half = wire.duplicate().limit(wire.limit() / 2);
        var underflow = data.engine().unwrap(half, ByteBuffer.allocate(1 << 15));
        assertEquals(Status.BUFFER_UNDERFLOW, underflow.getStatus());
        assertEquals(0, half.position());

        assertEquals(Status.BUFFER_OVERFLOW, data.engine().unwrap(wire, ByteBuffer.allocate(10)).getStatus());
        assertEquals(0, wire.position());
        assertEquals(1_000, data.engine().unwrap(wire, ByteBuffer.allocate(1 << 15)).bytesProduced());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void close_notify_ends_one_direction_and_is_told_from_a_cut(String protocol) throws Exception {
        var client = shakeHands(protocol);
        var link = new MemoryHandshake(client, data.engine());
        client.closeOutbound();
        link.deliver();

        assertTrue(data.engine().isInboundDone());
        data.engine().closeInbound();
        data.engine().closeOutbound();
        link.deliver();
        assertTrue(client.isInboundDone());
        assertTrue(data.engine().isOutboundDone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_end_without_close_notify_is_a_cut(String protocol) throws Exception {
        shakeHands(protocol);

        assertFalse(data.engine().isInboundDone());
        assertThrows(SSLException.class, () -> data.engine().closeInbound());
    }

    /** One record of a warning, user_canceled, in front of it makes FileZilla fail the transfer. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void the_close_is_one_record(String protocol) throws Exception {
        shakeHands(protocol);
        data.engine().closeOutbound();
        var wire = ByteBuffer.allocate(1 << 15);
        while (!data.engine().isOutboundDone()) {
            data.engine().wrap(ByteBuffer.allocate(0), wire);
        }

        wire.flip();
        assertEquals(wire.limit(), 5 + wire.getShort(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void what_was_negotiated_can_be_asked_when_the_engine_is_closed(String protocol) throws Exception {
        shakeHands(protocol);
        data.close();
        data.close();

        assertEquals(protocol, data.engine().getSession().getProtocol());
        assertTrue(data.resumedIdentity().isEmpty());
    }
}
