package dev.ftpsd.server;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What /proc/net/tcp says of connections whose client has not closed. */
final class UndeliveredDataTest {

    private static final String TITLE = "  sl  local_address rem_address   st tx_queue rx_queue";

    @Test
    void a_connection_counts_from_our_close_to_the_client_s() {
        for (var open : List.of("04", "05", "09", "0B")) {
            assertTrue(UndeliveredData.isThere(List.of(TITLE, line("084A", open)), List.of(2122)), open);
        }
        for (var over : List.of("01", "08", "0A", "06", "07")) {
            assertFalse(UndeliveredData.isThere(List.of(TITLE, line("084A", over)), List.of(2122)), over);
        }
    }

    @Test
    void other_ports_do_not_count() {
        assertFalse(UndeliveredData.isThere(List.of(TITLE, line("0849", "04")), List.of(2122)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_kernel_is_asked() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = List.of(listener.getLocalPort());
            assertFalse(UndeliveredData.isThere(ports));
            try (var client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                try (var accepted = listener.accept()) {
                    accepted.getOutputStream().write(1);
                    assertFalse(UndeliveredData.isThere(ports));
                }
                assertTrue(UndeliveredData.isThere(ports), "sent and closed, and not yet closed by the client");
                assertEquals(1, client.getInputStream().read());
            }
        }
    }

    private static String line(String port, String state) {
        return "   0: 0100007F:" + port + " 0100007F:C350 " + state + " 00000000:00000000";
    }
}
