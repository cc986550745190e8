package dev.ftpsd.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;

import dev.ftpsd.auth.AddressRange;

/**
 * The addresses of the default routes, IPv4 and IPv6, as Linux tells them in {@code /proc/net}: in a container this is where
 * all clients seem to come from. Elsewhere there are none. Asked again after half a minute, since a network may be attached
 * later. Safe for several threads.
 */
final class DefaultGateway {

    private static final Path IPV4_ROUTES = Path.of("/proc/net/route");
    private static final Path IPV6_ROUTES = Path.of("/proc/net/ipv6_route");
    private static final String NO_NETWORK = "0".repeat(32);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private List<AddressRange> known = List.of();
    private long readAt;

    /** @param nanoTime a clock that nobody sets */
    DefaultGateway(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong() - FRESH.toNanos();
    }

    boolean is(InetAddress address) {
        return addresses().stream().anyMatch(gateway -> gateway.contains(address));
    }

    private synchronized List<AddressRange> addresses() {
        var now = nanoTime.getAsLong();
        if (now - readAt >= FRESH.toNanos()) {
            known = ofNow();
            readAt = now;
        }
        return known;
    }

    /** Read anew, for who keeps them itself. */
    static List<AddressRange> ofNow() {
        var found = new ArrayList<>(ofIpv4(lines(IPV4_ROUTES)));
        found.addAll(ofIpv6(lines(IPV6_ROUTES)));
        return List.copyOf(found);
    }

    /** From lines such as {@code eth0 00000000 010011AC 0003 …}: device, network, gateway; octets from the last on. */
    static List<AddressRange> ofIpv4(List<String> routes) {
        var found = new ArrayList<AddressRange>();
        for (var route : routes) {
            var words = route.strip().split("\\s+", -1);
            if (words.length > 2 && words[1].equals("00000000") && words[2].matches("[0-9A-F]{8}")
                    && !words[2].equals("00000000")) {
                var octets = HexFormat.of().parseHex(words[2]);
                found.add(address(new byte[]{octets[3], octets[2], octets[1], octets[0]}));
            }
        }
        return found;
    }

    /** From lines such as {@code 0…0 00 0…0 00 fe80…01 …}: network, prefix, source, its prefix, gateway. */
    static List<AddressRange> ofIpv6(List<String> routes) {
        var found = new ArrayList<AddressRange>();
        for (var route : routes) {
            var words = route.strip().split("\\s+", -1);
            if (words.length > 4 && words[0].equals(NO_NETWORK) && words[1].equals("00")
                    && words[4].matches("[0-9a-f]{32}") && !words[4].equals(NO_NETWORK)) {
                found.add(address(HexFormat.of().parseHex(words[4])));
            }
        }
        return found;
    }

    private static AddressRange address(byte[] octets) {
        try {
            return AddressRange.around(InetAddress.getByAddress(octets), 32, 128);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 octets", e);
        }
    }

    private static List<String> lines(Path routes) {
        try {
            return Files.exists(routes) ? Files.readAllLines(routes) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
