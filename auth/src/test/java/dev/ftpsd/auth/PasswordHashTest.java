package dev.ftpsd.auth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PasswordHashTest {

    private static final String CHEAP = "$argon2id$v=19$m=256,t=3,p=4$YW5vdGhlciBzYWx0IDE2Yg"
            + "$4WA66OtQtFhyT459mvY8Kzny6fiSIe0wUdsm6pjOIgY";

    /**
     * Made by: the argon2 tool (the first is in its own tests), htpasswd, crypt_blowfish, jBCrypt, passlib, Python's
     * hashlib.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '\'', textBlock = """
            password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc
            'correct horse' $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is
            pässwörd€ $argon2id$v=19$m=256,t=3,p=4$YW5vdGhlciBzYWx0IDE2Yg$4WA66OtQtFhyT459mvY8Kzny6fiSIe0wUdsm6pjOIgY
            'correct horse' $2y$05$X1aFd./di51t.RDEgulni.nGavASE0D5iJ9pTlB/VJWHOH8gL3aj.
            pässwörd€ $2y$04$QYXTFCI8uyZlRgtenvtM5uEm4lXli3wZ5xDf5gWvQ0lX//m6kEhTa
            U*U $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
            a $2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe
            pässwörd€ $scrypt$ln=10,r=8,p=2$c2FsdHNhbHRzYWx0c2FsdA$yhrsCqIVKACG3eePhjQ0hG1AYZwLsOOeri12dtfNgTc
            password $pbkdf2-sha256$6400$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44
            password $pbkdf2-sha256$1000$.//..//..//..//..//.eA$rtT8QzxxWri9mh3I5yi69I2j/.cK98iEoeDlS0LHFmI
            pässwörd€ $pbkdf2-sha256$i=1000,l=32$c2FsdHNhbHRzYWx0c2FsdA$lPRssNaFe6su3KuJpieGGYI2bPiMmF/lA4/tC2AqC7g
            """)
    void hashes_of_other_implementations_match_their_password_and_no_other(String password, String encoded) {
        var hash = PasswordHash.parse(encoded);

        assertTrue(hash.matches(Secret.of(password)));
        assertFalse(hash.matches(Secret.of(password + "x")));
        assertFalse(hash.matches(Secret.of("")));
        assertEquals(encoded, hash.encoded());
    }

    /** RFC 7914 §12, the third vector. */
    @Test
    void the_scrypt_vector_of_the_rfc_matches() {
        var hash = PasswordHash.parse("$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU"
                + "$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw");

        assertTrue(hash.matches(Secret.of("pleaseletmein")));
    }

    @Test
    void bcrypt_sees_72_bytes_as_other_implementations_do() {
        var ofHundred = PasswordHash.parse("$2y$04$GX0.NxQniyB1oXzrOxcJ5OX48YIXzLxrbtaBmp0P2HFMljIX3zb6q");

        assertTrue(ofHundred.matches(Secret.of("x".repeat(100))));
        assertTrue(ofHundred.matches(Secret.of("x".repeat(72))));
        assertFalse(ofHundred.matches(Secret.of("x".repeat(71))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is false
            $argon2id$v=19$m=19456,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is true
            $argon2id$v=19$m=4096,t=20,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is true
            $2y$10$X1aFd./di51t.RDEgulni.nGavASE0D5iJ9pTlB/VJWHOH8gL3aj. false
            $2y$09$X1aFd./di51t.RDEgulni.nGavASE0D5iJ9pTlB/VJWHOH8gL3aj. true
            $scrypt$ln=17,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$yhrsCqIVKACG3eePhjQ0hG1AYZwLsOOeri12dtfNgTc false
            $scrypt$ln=14,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$yhrsCqIVKACG3eePhjQ0hG1AYZwLsOOeri12dtfNgTc true
            $pbkdf2-sha256$600000$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44 false
            $pbkdf2-sha256$29000$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44 true
            """)
    void a_cost_below_the_advice_is_weak(String encoded, boolean weak) {
        assertEquals(weak, PasswordHash.parse(encoded).weak());
    }

    @Test
    void the_most_memory_that_is_let_through_can_be_computed_with() {
        var hash = PasswordHash.parse("$argon2id$v=19$m=262144,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                + "AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is");

        assertFalse(hash.matches(Secret.of("anything")));
    }

    @ParameterizedTest
    @ValueSource(strings = {CHEAP, "$2y$05$X1aFd./di51t.RDEgulni.nGavASE0D5iJ9pTlB/VJWHOH8gL3aj.",
            "$scrypt$ln=10,r=8,p=2$c2FsdHNhbHRzYWx0c2FsdA$yhrsCqIVKACG3eePhjQ0hG1AYZwLsOOeri12dtfNgTc",
            "$pbkdf2-sha256$6400$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44"})
    void its_text_for_a_log_is_the_cost_alone(String encoded) {
        var hash = PasswordHash.parse(encoded);

        assertEquals(hash.cost(), hash.toString());
        assertFalse(hash.toString().contains("$"));
    }

    @Test
    void the_same_text_read_twice_is_the_same_hash() {
        assertEquals(PasswordHash.parse(CHEAP), PasswordHash.parse(CHEAP));
        assertEquals(PasswordHash.parse(CHEAP).hashCode(), PasswordHash.parse(CHEAP).hashCode());
        assertNotEquals(PasswordHash.parse(CHEAP), PasswordHash.parse(CHEAP.replace("t=3", "t=4")));
    }
}
