package dev.ftpsd.server;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

final class IpStackTest {

    private static final ListenerSettings EVERYWHERE = ListenerSettings.of("a", 2121, TlsMode.REQUIRED);

    @Test
    void without_ipv6_the_shipped_listener_still_listens() {
        var bindable = new IpStack(false).bindable(List.of(EVERYWHERE)).getFirst();
        assertEquals(InetAddress.ofLiteral("0.0.0.0"), bindable.address());
        assertEquals(EVERYWHERE.port(), bindable.port());
        assertEquals(EVERYWHERE.tls(), bindable.tls());
    }

    @ParameterizedTest
    @CsvSource({":: 127.0.0.1, ::", "127.0.0.1 ::, ::", "0.0.0.0 127.0.0.1, 0.0.0.0", ":: 0.0.0.0 ::1, ::",
            "0.0.0.0 ::1, 0.0.0.0 ::1", "127.0.0.1 127.0.0.2 127.0.0.1, 127.0.0.1 127.0.0.2"})
    void data_ports_are_bound_once_wherever_one_address_takes_what_comes_to_another(String listeners, String bound) {
        assertEquals(addresses(bound),
                IpStack.dataAddresses(addresses(listeners).stream().map(EVERYWHERE::at).toList()));
    }

    private static List<InetAddress> addresses(String text) {
        return Stream.of(text.split(" ", -1)).map(InetAddress::ofLiteral).toList();
    }

    @Test
    void with_ipv6_and_for_other_addresses_nothing_changes() {
        var listeners = List.of(EVERYWHERE);
        assertSame(listeners, new IpStack(true).bindable(listeners));
        var loopback = List.of(EVERYWHERE.at(InetAddress.ofLiteral("127.0.0.1")));
        assertSame(loopback, new IpStack(false).bindable(loopback));
    }
}
