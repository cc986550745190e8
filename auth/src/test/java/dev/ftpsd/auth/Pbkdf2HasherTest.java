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
    void a_new_hash_is_read_back_and_matches_its_password_alone() {
        var read = PasswordHash.parse(hasher.hash(Secret.of("päss")).encoded());

        assertTrue(read.matches(Secret.of("päss")));
        assertFalse(read.matches(Secret.of("pass")));
        assertEquals("pbkdf2-sha256 rounds=1000", read.cost());
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
