package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is answered here, and what is left to OpenSSL. */
class ResumingHelloTest extends WithResumedConnection {

    private static final int SESSION_ID_AT = 5 + 4 + 2 + 32;
    private static final int LONGEST_RECORD = 16_384;

    /** The same hello with another extension before all others. */
    private static ByteBuffer with(ByteBuffer hello, int type, byte[] content) {
        var at = SESSION_ID_AT + 1 + hello.get(SESSION_ID_AT);
        at += 2 + hello.getShort(at) + 2;
        var added = 4 + content.length;
        var longer = ByteBuffer.allocate(hello.limit() + added);
        longer.put(hello.duplicate().limit(at + 2)).putShort((short) type).putShort((short) content.length)
                .put(content).put(hello.duplicate().position(at + 2)).flip();
        longer.putShort(at, (short) (hello.getShort(at) + added));
        longer.putShort(3, (short) (hello.getShort(3) + added));
        longer.putInt(5, hello.getInt(5) + added);
        return longer;
    }

    @Test
    void what_a_client_says_is_taken_whole() throws Exception {
        var hello = hello(client());

        var read = ResumingHello.read(hello.duplicate()).orElseThrow();

        assertEquals(hello.limit() - 5, read.message().length);
        assertEquals(0, hello.position());
    }

    /** Maximum fragment length, early data, cookie; and others that change nothing, such as a grease value. */
    @ParameterizedTest
    @CsvSource({"1, false", "42, false", "44, false", "2570, true", "28, true", "45, false"})
    void what_is_unusual_is_left_to_openssl(int extension, boolean isTaken) throws Exception {
        assertEquals(isTaken, ResumingHello.read(with(hello(client()), extension, new byte[]{1})).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void no_record_is_longer_than_one_may_be(int more, boolean isTaken) throws Exception {
        var hello = hello(client());
        var padding = LONGEST_RECORD - (hello.limit() - 5) - 4 + more;

        assertEquals(isTaken, ResumingHello.read(with(hello, 21, new byte[padding])).isPresent());
    }

    @Test
    void a_hello_that_is_cut_is_none() throws Exception {
        var hello = hello(client());
        for (var octets = 0; octets < hello.limit(); octets++) {
            assertTrue(ResumingHello.read(hello.duplicate().limit(octets)).isEmpty(), octets + " octets");
            var shorter = ByteBuffer.allocate(octets + 5).put(hello.duplicate().limit(octets)).position(0)
                    .limit(octets);
            if (octets > 9) {
                shorter.putShort(3, (short) (octets - 5)).putInt(5, 1 << 24 | octets - 9);
            }
            assertTrue(ResumingHello.read(shorter).isEmpty(), octets + " octets that say so");
        }
    }
}
