package dev.ftpsd.server.fuzz;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.protocol.HostPort;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.support.FuzzTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What PORT and EPRT take is an address and a port that, written again, say the same; no name is ever looked up. */
final class HostPortTarget implements FuzzTarget {

    @Override
    public void accept(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        port(text);
        eprt(text);
    }

    private static void port(String text) {
        try {
            var address = HostPort.parsePort(text);
            assertPlain(address);
            var four = (Inet4Address) address.getAddress();
            var written = HostPort.passiveText(four, address.getPort()).replaceAll(".*\\((.*)\\).*", "$1");
            assertEquals(address, HostPort.parsePort(written));
            assertEquals(text.replaceAll("(?<!\\d)0+(?=\\d)", ""), written);
        } catch (SyntaxException e) {
            assertFalse(text.matches("(?:(?:1?\\d?\\d|2[0-4]\\d|25[0-5]),){5}(?:1?\\d?[1-9]|25[0-5])"), text);
        }
    }

    private static void eprt(String text) {
        try {
            var address = HostPort.parseEprt(text);
            assertPlain(address);
            assertFalse(text.contains("%"), text);
            var family = address.getAddress() instanceof Inet4Address ? 1 : 2;
            assertEquals(address, HostPort.parseEprt(
                    "|" + family + "|" + address.getAddress().getHostAddress() + "|" + address.getPort() + "|"));
        } catch (SyntaxException | HostPort.UnsupportedProtocolException e) {
            assertFalse(text.matches("\\|1\\|127\\.0\\.0\\.1\\|[1-9]\\d{0,3}\\|"), text);
        }
    }

    private static void assertPlain(InetSocketAddress address) {
        assertFalse(address.isUnresolved());
        assertTrue(address.getPort() > 0);
    }
}
