package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client proves that it is here now by its Finished, and by nothing else. */
class ResumedFinishedTest extends WithResumedConnection {

    private static final byte[] CHANGE_CIPHER_SPEC = {20, 3, 3, 0, 1, 1};

    @Test
    void a_hello_alone_proves_nothing() throws Exception {
        var hello = hello(client());
        var data = engineFor(hello);

        read(data.engine(), hello);
        assertTrue(wrapped(data.engine()).remaining() > 100);

        assertEquals(Optional.empty(), data.resumedIdentity());
        assertEquals(HandshakeStatus.NEED_UNWRAP, data.engine().getHandshakeStatus());
    }

    /** Somebody has kept what a client said, and says it again. */
    @Test
    void who_repeats_all_that_another_has_said_is_refused() throws Exception {
        var client = client();
        var hello = hello(client);
        var first = resumedFor(hello.duplicate());
        read(first, hello.duplicate());
        var finished = answer(client, wrapped(first));
        read(first, finished.duplicate());
        assertTrue(first.state().isOver());

        var data = engineFor(hello.duplicate());
        read(data.engine(), hello.duplicate());
        wrapped(data.engine());

        assertThrows(SSLException.class, () -> read(data.engine(), finished));
        assertEquals(Optional.empty(), data.resumedIdentity());
        assertEquals("alert", type(wrapped(data.engine())));
        assertTrue(data.engine().isOutboundDone());
    }

    @ParameterizedTest
    @CsvSource({"-1", "-20", "-40"})
    void a_finished_that_has_been_changed_is_refused(int at) throws Exception {
        var client = client();
        var hello = hello(client);
        var data = engineFor(hello);
        read(data.engine(), hello);
        var finished = answer(client, wrapped(data.engine()));

        flip(finished, at);

        assertThrows(SSLException.class, () -> read(data.engine(), finished));
        assertEquals(Optional.empty(), data.resumedIdentity());
    }

    @ParameterizedTest
    @CsvSource({"16030300040e000000", "17030300010000", "150303000202 28", "140303000102", "14030300020101",
            "474554202f20485454502f312e31"})
    void what_is_no_finished_is_refused(String octets) throws Exception {
        var hello = hello(client());
        var data = engineFor(hello);
        read(data.engine(), hello);
        wrapped(data.engine());
        var instead = ByteBuffer.wrap(HexFormat.of().parseHex(octets.replace(" ", "")));

        assertThrows(SSLException.class, () -> read(data.engine(), instead));
        assertEquals(Optional.empty(), data.resumedIdentity());
    }

    /** RFC 8446 §5: those who stand between look for it, and it says nothing. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, true", "32, true", "33, false"})
    void change_cipher_spec_is_dropped_before_a_finished_but_not_without_end(int times, boolean isTaken)
            throws Exception {
        var client = client();
        var hello = hello(client);
        var server = resumedFor(hello);
        read(server, hello);
        var finished = answer(client, wrapped(server));
        var all = ByteBuffer.allocate(1000);
        for (var time = 0; time < times; time++) {
            all.put(CHANGE_CIPHER_SPEC);
        }
        all.put(finished.position(finished.get(0) == CHANGE_CIPHER_SPEC[0] ? CHANGE_CIPHER_SPEC.length : 0)).flip();

        if (isTaken) {
            read(server, all);
        } else {
            assertThrows(SSLException.class, () -> read(server, all));
        }
        assertEquals(isTaken, server.state().isOver());
    }

    /** RFC 8446 §5.1: a message may come in several records, as from clients that keep theirs short. */
    @ParameterizedTest
    @CsvSource({"1, true", "20, true", "51, true", "52, true", "0, false", "53, false"})
    void a_finished_may_come_in_pieces(int piece, boolean isTaken) throws Exception {
        var hello = hello(client());
        var server = resumedFor(hello);
        read(server, hello);
        var handshake = server.state().handshake();
        var all = ByteBuffer.allocate(4000);
        var message = Arrays.copyOf(handshake.finished(), Math.max(piece, handshake.finished().length));
        var cipher = NumberedCipher.encrypting(handshake.finishingKeys(), 0);
        for (var at = 0; at < message.length; at += Math.max(1, piece)) {
            all.put(sealed(cipher, 22, Arrays.copyOfRange(message, at, Math.min(message.length, at + piece))));
        }
        all.flip();

        if (isTaken) {
            read(server, all);
        } else {
            assertThrows(SSLException.class, () -> read(server, all));
        }
        assertEquals(isTaken, server.state().isOver());
    }

    @Test
    void a_client_that_refuses_our_answer_is_answered_nothing() throws Exception {
        var hello = hello(client());
        var server = resumedFor(hello);
        read(server, hello);
        wrapped(server);

        var refused = assertThrows(SSLException.class,
                () -> read(server, ByteBuffer.wrap(HexFormat.of().parseHex("15030300020228"))));

        assertTrue(refused.toString().endsWith("alert 40"), refused.toString());
        assertEquals(0, wrapped(server).remaining());
        assertTrue(server.isOutboundDone());
    }
}
