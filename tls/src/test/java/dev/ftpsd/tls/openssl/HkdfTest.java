package dev.ftpsd.tls.openssl;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Connections move from one thread to another, and many of them derive at once. */
class HkdfTest {

    @ParameterizedTest
    @EnumSource(Suite13.class)
    void one_made_by_another_thread_derives_the_same_beside_others(Suite13 suite) {
        var shared = new Hkdf(suite);
        var secret = new byte[shared.octets()];
        var expected = shared.expand(secret, "key", suite.keyOctets());

        IntStream.range(0, 20_000).parallel()
                .forEach(_ -> assertArrayEquals(expected, shared.expand(secret, "key", suite.keyOctets())));
    }

    @Test
    void no_more_than_a_hash_is_derived() {
        var hkdf = new Hkdf(Suite13.TLS_AES_128_GCM_SHA256);

        assertThrows(IllegalArgumentException.class, () -> hkdf.expand(new byte[32], "key", 33));
    }
}
