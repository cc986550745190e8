package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The data connections that have not been identified yet, counted and bounded: the data ports are open to anyone, also to
 * one who never logs in.
 *
 * <p>Each outstanding claim solicits a connection, so as many are admitted beyond the limits: a thousand sessions behind one
 * address may begin their transfers together. Beyond that the one that has been silent or refused longest gives way, first
 * of the new one's address, then of the address that holds most: who floods the port drives out his own.
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

    /** How many connections are solicited: by claims of the address, and by all claims. */
    record Solicited(int ofPeer, int all) {}

    /** Counts one in, at the cost of an idle one if need be; false when it is one too many and must be closed. */
    boolean enter(InetAddress peer, DataIdentifier connection, Solicited solicited) {
        Optional<DataIdentifier> driven;
        synchronized (this) {
            var ofPeer = byAddress.getOrDefault(peer, Set.of());
            var peerIsFull = mostPerAddress > 0 && ofPeer.size() >= mostPerAddress + solicited.ofPeer();
            var full = most > 0 && count >= most + solicited.all();
            driven = peerIsFull ? idle(peer) : full ? idle(busiest()) : Optional.empty();
            if ((peerIsFull || full) && driven.isEmpty()) {
                return false;
            }
            byAddress.computeIfAbsent(peer, address -> new LinkedHashSet<>()).add(connection);
            count++;
        }
        driven.ifPresent(DataIdentifier::giveWay);
        return true;
    }

    /** The longest idle connection of that address, counted out. */
    private Optional<DataIdentifier> idle(@Nullable InetAddress peer) {
        if (peer == null) {
            return Optional.empty();
        }
        var found = byAddress.getOrDefault(peer, Set.of()).stream().filter(DataIdentifier::isIdle).findFirst();
        found.ifPresent(connection -> leave(peer, connection));
        return found;
    }

    private @Nullable InetAddress busiest() {
        return byAddress.entrySet().stream().max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey).orElse(null);
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
