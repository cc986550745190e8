package dev.ftpsd.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

import dev.ftpsd.server.data.ClientNetwork;

/**
 * How fast one IPv4 address, or one IPv6 /64, may connect: a thousand at once after a pause, for whoever comes back after a
 * restart, then a hundred a second. Each connection may cost a handshake; this is what stands before it. Bounded; safe for several
 * threads.
 */
final class ConnectionRate {

    private static final int AT_ONCE = 1000;
    private static final long APART = Duration.ofSeconds(1).toNanos() / 100;
    private static final int MOST_NETWORKS = 10_000;

    private final LongSupplier nanoTime;
    private final LinkedHashMap<InetAddress, Long> longestUnseenFirst = new LinkedHashMap<>(16, 0.75f, true);

    /** @param nanoTime a clock that nobody sets */
    ConnectionRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a connection; false if it is one too many just now. */
    synchronized boolean admits(InetAddress client) {
        var network = ClientNetwork.of(client);
        var now = nanoTime.getAsLong();
        var earliest = now - (AT_ONCE - 1) * APART;
        long due = longestUnseenFirst.getOrDefault(network, earliest);
        if (due - now > 0) {
            return false;
        }
        longestUnseenFirst.put(network, (due - earliest > 0 ? due : earliest) + APART);
        if (longestUnseenFirst.size() > MOST_NETWORKS) {
            longestUnseenFirst.pollFirstEntry();
        }
        return true;
    }
}
