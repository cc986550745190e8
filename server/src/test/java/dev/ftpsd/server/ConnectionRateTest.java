package dev.ftpsd.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectionRateTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may overflow while the server runs
    private final ConnectionRate rate = new ConnectionRate(now::get);

    private int admitted(String address, int connections) {
        var admitted = 0;
        for (var i = 0; i < connections; i++) {
            admitted += rate.admits(InetAddress.ofLiteral(address)) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void five_thousand_connections_a_second_of_one_address_become_a_hundred() {
        assertEquals(1000, admitted("203.0.113.7", 5000));
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertEquals(100, admitted("203.0.113.7", 5000));
    }

    @Test
    void others_notice_nothing_but_for_those_of_the_same_slash_64() {
        admitted("203.0.113.7", 5000);
        admitted("2001:db8::1", 5000);

        assertTrue(rate.admits(InetAddress.ofLiteral("203.0.113.8")));
        assertTrue(rate.admits(InetAddress.ofLiteral("2001:db8:0:1::1")));
        assertEquals(0, admitted("2001:db8::2", 1));
    }
}
