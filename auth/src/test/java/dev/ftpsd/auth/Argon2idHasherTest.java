package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.util.HashSet;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Argon2idHasherTest {

    private final Argon2idHasher hasher = new Argon2idHasher(new SecureRandom());

    @Test
    void a_new_hash_is_read_back_and_matches_its_password_alone() {
        var hash = hasher.hash(Secret.of("correct horse"));
        var read = PasswordHash.parse(hash.encoded());

        assertTrue(read.matches(Secret.of("correct horse")));
        assertFalse(read.matches(Secret.of("correct house")));
        assertEquals("argon2id m=19456,t=2,p=1", read.cost());
        assertFalse(read.weak());
    }

    @Test
    void the_same_password_gives_another_hash_each_time() {
        assertNotEquals(hasher.hash(Secret.of("same")).encoded(), hasher.hash(Secret.of("same")).encoded());
    }

    @Test
    void a_decoy_costs_what_a_hash_does_and_is_another_each_time() {
        var decoy = hasher.decoy();

        assertEquals(hasher.hash(Secret.of("x")).cost(), decoy.cost());
        assertEquals(hasher.hash(Secret.of("x")).encoded().length(), decoy.encoded().length());
        assertNotEquals(decoy.encoded(), hasher.decoy().encoded());
        assertFalse(decoy.matches(Secret.of("x")));
    }

    @Test
    void passwords_that_cannot_log_in_get_no_hash() {
        assertThrows(IllegalArgumentException.class, () -> hasher.hash(Secret.of("")));
        assertThrows(IllegalArgumentException.class, () -> hasher.hash(Secret.of("x".repeat(257))));
        assertTrue(hasher.hash(Secret.of("x".repeat(256))).matches(Secret.of("x".repeat(256))));
    }

    @Test
    void a_random_password_has_20_characters_that_nobody_mixes_up() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 200; i++) {
            var text = new String(RandomPassword.generate(new SecureRandom()).toCharArray());

            assertTrue(text.matches("[2-9A-HJ-NP-Za-km-np-z]{20}"), text);
            assertTrue(seen.add(text), "twice the same");
        }
    }
}
