package dev.ftpsd.auth;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class SecretTest {

    @Test
    void a_secret_shows_stars_also_inside_of_what_holds_it() {
        var credentials =
                new Credentials.WithPassword("acme", InetAddress.ofLiteral("::1"), List.of(), Secret.of("hunter2"));

        assertEquals("****", Secret.of("hunter2").toString());
        assertEquals(-1, credentials.toString().indexOf("hunter2"));
    }

    @Test
    void its_bytes_are_the_utf_8_of_its_characters() {
        for (var text : List.of("", "a", "pässwörd€", "😀", "x".repeat(300))) {
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Secret.of(text).toUtf8());
        }
    }

    @Test
    void half_a_surrogate_pair_is_replaced_and_not_an_exception() {
        assertArrayEquals(new byte[]{'?', 'x'}, new Secret(new char[]{'\uD83D', 'x'}).toUtf8());
    }

    @Test
    void closing_wipes_it_and_leaves_the_callers_array_alone() {
        var characters = "hunter2".toCharArray();
        var secret = new Secret(characters);
        secret.close();

        assertArrayEquals(new char[7], secret.toCharArray());
        assertArrayEquals("hunter2".toCharArray(), characters);
    }
}
