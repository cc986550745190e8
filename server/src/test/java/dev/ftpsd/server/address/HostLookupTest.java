package dev.ftpsd.server.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.AddressRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Names and networks are looked at again, and no client waits for it each time. */
final class HostLookupTest {

    private final List<Runnable> background = new ArrayList<>();
    private String answer = "203.0.113.5";
    private int asked;
    private long now;

    private final HostLookup lookup = new HostLookup(this::resolve, background::add, () -> now);

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        asked++;
        if (answer.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.ofLiteral(answer));
    }

    private String find() {
        return lookup.find("server.public-host", "ftp.example.org").map(InetAddress::getHostAddress).orElse("none");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void a_name_server_is_not_asked_for_each_client() {
        for (var client = 0; client < 100; client++) {
            assertEquals("203.0.113.5", find());
            pass(Duration.ofMillis(500));
        }
        assertEquals(1, asked);
        assertEquals(List.of(), background);
    }

    @Test
    void after_a_minute_it_is_asked_once_in_the_background_and_the_next_client_hears_the_new_address() {
        find();
        answer = "203.0.113.6";
        pass(Duration.ofSeconds(61));
        assertEquals("203.0.113.5", find());
        assertEquals("203.0.113.5", find());
        assertEquals(1, background.size());
        background.removeFirst().run();
        assertEquals("203.0.113.6", find());
        assertEquals(2, asked);
    }

    @Test
    void what_was_known_stays_while_the_name_server_does_not_answer() {
        find();
        answer = "";
        for (var minute = 0; minute < 3; minute++) {
            pass(Duration.ofSeconds(61));
            find();
            background.removeFirst().run();
            assertEquals("203.0.113.5", find());
        }
        answer = "203.0.113.7";
        pass(Duration.ofSeconds(61));
        find();
        background.removeFirst().run();
        assertEquals("203.0.113.7", find());
    }

    @Test
    void a_name_that_was_never_found_is_asked_for_again() {
        answer = "";
        assertEquals("none", find());
        answer = "203.0.113.5";
        pass(Duration.ofSeconds(61));
        find();
        background.removeFirst().run();
        assertEquals("203.0.113.5", find());
    }

    @Test
    void a_network_that_is_attached_later_is_found() {
        var networks = new ArrayList<>(List.of(AddressRange.parse("172.18.0.0/16")));
        var table = new NetworkTable(() -> List.copyOf(networks), List::of, false, () -> now);
        var peer = InetAddress.ofLiteral("10.9.0.7");
        assertFalse(table.isFresh());
        assertFalse(table.isAttached(peer));
        assertTrue(table.isFresh());
        networks.add(AddressRange.parse("10.9.0.0/24"));
        assertFalse(table.isAttached(peer));
        pass(Duration.ofSeconds(31));
        assertFalse(table.isFresh());
        assertTrue(table.isAttached(peer));
    }

    @Test
    void the_interfaces_of_this_machine_have_the_loopback_network() {
        assertTrue(NetworkTable.ofInterfaces().stream()
                .anyMatch(network -> network.contains(InetAddress.ofLiteral("127.0.0.1"))));
        assertEquals(Optional.empty(), NetworkTable.ofInterfaces().stream()
                .filter(network -> network.contains(InetAddress.ofLiteral("203.0.113.5"))).findFirst());
    }
}
