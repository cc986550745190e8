package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data connections that have not been identified yet, counted and bounded: the data ports are open to anyone, also to
 * one who never logs in.
 */
final class PendingData {

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Set<DataIdentifier>> byAddress = new HashMap<>();
    private int count;

    /**
     * @param most connections in all; 0 means no limit
     * @param mostPerAddress connections of one address; 0 means no limit
     */
    PendingData(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Counts one in; false when it is one too many and must be closed. */
    synchronized boolean enter(InetAddress peer, DataIdentifier connection) {
        var ofPeer = byAddress.getOrDefault(peer, Set.of()).size();
        if ((most > 0 && count >= most) || (mostPerAddress > 0 && ofPeer >= mostPerAddress)) {
            return false;
        }
        if (byAddress.computeIfAbsent(peer, address -> new HashSet<>()).add(connection)) {
            count++;
        }
        return true;
    }

    /** Counts one out, when it is identified or gone; safe to call twice. */
    synchronized void leave(InetAddress peer, DataIdentifier connection) {
        var ofPeer = byAddress.get(peer);
        if (ofPeer == null || !ofPeer.remove(connection)) {
            return;
        }
        count--;
        if (ofPeer.isEmpty()) {
            byAddress.remove(peer);
        }
    }

    /** Lets the connections of a place that have said nothing look for a claim again. */
    void retry(ClaimTable.Place place) {
        List<DataIdentifier> connections;
        synchronized (this) {
            connections = List.copyOf(byAddress.getOrDefault(place.peer(), Set.of()));
        }
        connections.forEach(connection -> connection.retry(place.port()));
    }

    /** How many are pending now. */
    synchronized int count() {
        return count;
    }
}
