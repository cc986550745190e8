package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import dev.ftpsd.server.data.ClientNetwork;

/**
 * How many handshakes of control connections may be under way: 1024 in all, 256 of one IPv4 address or IPv6 /64. Each takes memory
 * for as long as its client likes to be silent, up to {@code tls.handshake-timeout}. One that works is over in milliseconds, so
 * whoever finds no place is not missed. On event loops; safe for several.
 */
public final class HandshakeLimit {

    private static final int MOST = 1024;
    private static final int MOST_OF_ADDRESS = 256;

    private final Predicate<InetAddress> trusted;
    private final Map<InetAddress, Integer> byNetwork = new HashMap<>();
    private int count;

    /** @param trusted addresses behind which many may be, such as a proxy's: their number alone is no attack */
    public HandshakeLimit(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    /** Counts one in; false when there are too many. */
    synchronized boolean enter(InetAddress client) {
        var network = ClientNetwork.of(client);
        var ofNetwork = byNetwork.getOrDefault(network, 0);
        if (count >= MOST || (ofNetwork >= MOST_OF_ADDRESS && !trusted.test(client))) {
            return false;
        }
        byNetwork.put(network, ofNetwork + 1);
        count++;
        return true;
    }

    /** Counts one out, for each that was counted in. */
    synchronized void leave(InetAddress client) {
        byNetwork.computeIfPresent(ClientNetwork.of(client), (network, number) -> number == 1 ? null : number - 1);
        count--;
    }
}
