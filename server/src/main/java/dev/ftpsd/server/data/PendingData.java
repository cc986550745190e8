package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data connections that have not been identified yet, counted and bounded: the data ports are open to anyone, also to
 * one who never logs in.
 *
 * <p>Each outstanding claim solicits a connection, so as many are admitted beyond the limits: a thousand sessions behind one
 * address may begin their transfers together. Beyond that another gives way, of the new one's address or of the address that
 * holds most: who floods the port drives out his own. The one that has been silent or refused longest goes first, then the
 * one that has been shaking hands longest, since an octet that promises a ClientHello costs a flood nothing. An address is
 * one of IPv4 or an IPv6 /64.
 */
final class PendingData {

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Set<DataIdentifier>> byClient = new HashMap<>();
    private int count;

    /**
     * @param most connections in all; 0 means no limit
     * @param mostPerAddress connections of one address; 0 means no limit
     */
    PendingData(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** How many connections are solicited: by claims of the client's network, and by all claims. */
    record Solicited(int ofClient, int all) {}

    /** Counts one in, at the cost of another if it is one too many. */
    void enter(InetAddress peer, DataIdentifier connection, Solicited solicited) {
        Optional<DataIdentifier> driven;
        synchronized (this) {
            var ofClient = byClient.getOrDefault(ClientNetwork.of(peer), Set.of());
            var clientIsFull = mostPerAddress > 0 && ofClient.size() >= mostPerAddress + solicited.ofClient();
            var full = most > 0 && count >= most + solicited.all();
            driven = clientIsFull ? first(ofClient) : full ? first(busiest()) : Optional.empty();
            driven.ifPresent(other -> leave(other.peer(), other));
            byClient.computeIfAbsent(ClientNetwork.of(peer), client -> new LinkedHashSet<>()).add(connection);
            count++;
        }
        driven.ifPresent(DataIdentifier::giveWay);
    }

    private static Optional<DataIdentifier> first(Set<DataIdentifier> connections) {
        return connections.stream().filter(DataIdentifier::isIdle).findFirst()
                .or(() -> connections.stream().findFirst());
    }

    private Set<DataIdentifier> busiest() {
        return byClient.values().stream().max(Comparator.comparingInt(Set::size)).orElse(Set.of());
    }

    /** Counts one out, when it is identified or gone; safe to call twice. */
    synchronized void leave(InetAddress peer, DataIdentifier connection) {
        var client = ClientNetwork.of(peer);
        var ofClient = byClient.get(client);
        if (ofClient == null || !ofClient.remove(connection)) {
            return;
        }
        count--;
        if (ofClient.isEmpty()) {
            byClient.remove(client);
        }
    }

    /** Lets the connections of a place that have said nothing look for a claim again. */
    void retry(Place place) {
        List<DataIdentifier> connections;
        synchronized (this) {
            connections = List.copyOf(byClient.getOrDefault(ClientNetwork.of(place.peer()), Set.of()));
        }
        connections.forEach(connection -> connection.retry(place.port()));
    }

    /** Closes them all: the ports are closed, so that none will find its transfer. */
    void close() {
        List<DataIdentifier> connections;
        synchronized (this) {
            connections = byClient.values().stream().flatMap(Set::stream).toList();
        }
        connections.forEach(DataIdentifier::giveWay);
    }

    /** How many are pending now. */
    synchronized int count() {
        return count;
    }
}
