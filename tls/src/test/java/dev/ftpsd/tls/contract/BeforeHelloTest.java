package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server that writes before the client has said anything: it is told to wait for the client. Were it told that there is no
 * handshake, it would take that for the end of one, and try again for ever.
 */
@ParameterizedClass
@EnumSource(Implementation.class)
class BeforeHelloTest {

    private static final int RECORD_HEADER = 5;

    @Parameter
    Implementation implementation;

    @TempDir
    Path state;

    private SSLEngine server;

    @BeforeEach
    void openEngine() throws Exception {
        server = implementation.open(state).newControlEngine().engine();
    }

    private void assertWaits(int octets) throws SSLException {
        var result = server.wrap(ByteBuffer.allocate(octets), ByteBuffer.allocate(1 << 15));

        assertEquals(HandshakeStatus.NEED_UNWRAP, result.getHandshakeStatus());
        assertEquals(0, result.bytesConsumed());
        assertEquals(0, result.bytesProduced());
    }

    private static ByteBuffer clientHello(SSLEngine client) throws SSLException {
        var wire = ByteBuffer.allocate(1 << 15);
        client.wrap(ByteBuffer.allocate(0), wire);
        return wire.flip();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void what_it_writes_waits_for_the_client(int octets) throws Exception {
        assertWaits(octets);
        assertWaits(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void what_it_writes_waits_for_the_rest_of_half_a_clienthello(int octets) throws Exception {
        var hello = clientHello(new MemoryClient("TLSv1.3").engine("a"));
        hello.limit(hello.limit() / 2);

        server.unwrap(hello, ByteBuffer.allocate(1 << 15));
        assertEquals(0, hello.position());
        assertWaits(octets);
    }

    @Test
    void what_it_writes_waits_for_the_second_record_of_a_clienthello() throws Exception {
        var hello = clientHello(new MemoryClient("TLSv1.3").engine("a"));
        var first = ByteBuffer.allocate(RECORD_HEADER + 50);
        first.put(hello.slice(0, first.capacity())).putShort(3, (short) 50).flip();

        server.unwrap(first, ByteBuffer.allocate(1 << 15));
        for (var task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
            task.run();
        }
        assertEquals(0, first.remaining());
        assertWaits(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void the_handshake_comes_to_its_end_behind_it(String protocol) throws Exception {
        assertWaits(9);
        var link = new MemoryHandshake(new MemoryClient(protocol).engine("a"), server).complete();

        assertEquals("421", link.sayToClient("421"));
    }

    /** There is nobody whom a farewell could be told. */
    @Test
    void it_can_be_closed() throws Exception {
        assertWaits(9);
        server.closeOutbound();
        var wire = ByteBuffer.allocate(1 << 15);
        for (var attempt = 0; attempt < 10 && !server.isOutboundDone(); attempt++) {
            server.wrap(ByteBuffer.allocate(9), wire);
        }

        assertTrue(server.isOutboundDone());
    }
}
