package dev.ftpsd.auth;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Pbkdf2HasherTest {

    private final Pbkdf2Hasher hasher = new Pbkdf2Hasher(new SecureRandom());

    @Test
    void a_new_hash_matches_its_password_alone() {
        var hash = hasher.hash(Secret.of("päss"));

        assertTrue(hash.matches(Secret.of("päss")));
        assertFalse(hash.matches(Secret.of("pass")));
        assertEquals("pbkdf2-sha256 rounds=1", hash.cost());
    }

    @Test
    void it_is_for_memory_alone_and_read_from_no_file() {
        var text = hasher.hash(Secret.of("päss")).encoded();

        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
    }

    @Test
    void the_same_password_gives_another_hash_each_time() {
        assertNotEquals(hasher.hash(Secret.of("same")).encoded(), hasher.hash(Secret.of("same")).encoded());
    }

    @Test
    void passwords_that_cannot_log_in_get_no_hash() {
        assertThrows(IllegalArgumentException.class, () -> hasher.hash(Secret.of("")));
        assertThrows(IllegalArgumentException.class, () -> hasher.hash(Secret.of("x".repeat(257))));
    }
}
