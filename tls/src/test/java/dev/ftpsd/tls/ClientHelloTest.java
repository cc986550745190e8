package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SNIHostName;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientHelloTest {

    private static final int HEADER = 5;

    private byte[] whole;

    @BeforeEach
    void makeHello() throws Exception {
        var engine = new MemoryClient("TLSv1.3").engine("server");
        var parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("ftp.example.org")));
        engine.setSSLParameters(parameters);
        var hello = ByteBuffer.allocate(1 << 15);
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), hello);
        whole = new byte[hello.flip().remaining()];
        hello.get(whole);
    }

    @Test
    void a_hello_is_incomplete_until_its_last_octet() {
        for (var length = 0; length < whole.length; length++) {
            assertTrue(ClientHello.isIncomplete(ByteBuffer.wrap(whole, 0, length)), length + " octets");
        }
        assertFalse(ClientHello.isIncomplete(ByteBuffer.wrap(whole)));
    }

    @Test
    void the_host_is_read_and_the_position_of_the_buffer_stays() {
        var records = ByteBuffer.wrap(whole);

        assertEquals(Optional.of("ftp.example.org"), ClientHello.read(records).map(ClientHello::serverName));
        assertEquals(0, records.position());
    }

    @Test
    void a_hello_in_many_records_is_put_together() {
        var fragments = ByteBuffer.allocate(whole.length * 6);
        for (var at = HEADER; at < whole.length; at += 7) {
            var length = Math.min(7, whole.length - at);
            fragments.put(whole, 0, 3).putShort((short) length).put(whole, at, length);
        }
        fragments.flip();

        assertFalse(ClientHello.isIncomplete(fragments));
        assertEquals("ftp.example.org", ClientHello.read(fragments).orElseThrow().serverName());
    }

    @Test
    void what_is_no_hello_is_complete_and_nothing() {
        for (var text : List.of("GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0000\u0000", "USER alice\r\n")) {
            var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            assertFalse(ClientHello.isIncomplete(octets), text);
            assertEquals(Optional.empty(), ClientHello.read(octets));
        }
    }

    @Test
    void a_message_longer_than_any_hello_is_not_waited_for() {
        var endless = ByteBuffer.wrap(new byte[]{22, 3, 1, 0x40, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});

        assertFalse(ClientHello.isIncomplete(endless));
    }

    @Test
    void octets_that_were_changed_on_the_way_make_no_exception() {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++) {
            var spoiled = whole.clone();
            for (var change = 0; change <= random.nextInt(4); change++) {
                spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
            }
            var records = ByteBuffer.wrap(spoiled, 0, 1 + random.nextInt(spoiled.length));
            ClientHello.isIncomplete(records);
            ClientHello.read(records).ifPresent(ClientHello::serverName);
            assertEquals(0, records.position());
        }
    }
}
