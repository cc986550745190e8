package dev.ftpsd.server.control;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HandshakeLimitTest {

    private final HandshakeLimit limit = new HandshakeLimit(InetAddress::isLoopbackAddress);

    private int entered(String address, int tries) {
        var entered = 0;
        for (var i = 0; i < tries; i++) {
            entered += limit.enter(InetAddress.ofLiteral(address)) ? 1 : 0;
        }
        return entered;
    }

    @Test
    void one_address_has_a_part_of_the_places() {
        assertEquals(256, entered("203.0.113.7", 2000));
        assertEquals(1, entered("203.0.113.8", 1));
    }

    @Test
    void one_who_changes_addresses_within_a_slash_64_is_one() {
        assertEquals(256, entered("2001:db8::1", 256));
        assertEquals(0, entered("2001:db8::2", 1));
        assertEquals(1, entered("2001:db8:0:1::2", 1));
    }

    @Test
    void those_behind_a_trusted_address_share_all_the_places() {
        assertEquals(1024, entered("127.0.0.1", 2000));
        assertFalse(limit.enter(InetAddress.ofLiteral("203.0.113.7")));
    }

    @Test
    void who_is_done_makes_room() {
        entered("203.0.113.7", 256);
        limit.leave(InetAddress.ofLiteral("203.0.113.7"));

        assertTrue(limit.enter(InetAddress.ofLiteral("203.0.113.7")));
        assertFalse(limit.enter(InetAddress.ofLiteral("203.0.113.7")));
    }
}
