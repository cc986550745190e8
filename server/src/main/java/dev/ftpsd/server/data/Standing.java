package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The claims that wait for their connection, by the network of their client. Its {@link ClaimTable} has the lock. */
final class Standing {

    private final Map<InetAddress, Set<PassiveEndpoint>> byNetwork = new HashMap<>();
    private int count;

    void add(PassiveEndpoint claim) {
        if (byNetwork.computeIfAbsent(networkOf(claim), network -> new HashSet<>()).add(claim)) {
            count++;
        }
    }

    /** It may not be there any more. */
    void remove(PassiveEndpoint claim) {
        byNetwork.computeIfPresent(networkOf(claim), (network, claims) -> {
            count -= claims.remove(claim) ? 1 : 0;
            return claims.isEmpty() ? null : claims;
        });
    }

    boolean contains(PassiveEndpoint claim) {
        return byNetwork.getOrDefault(networkOf(claim), Set.of()).contains(claim);
    }

    /** Those of one address. */
    Stream<PassiveEndpoint> of(InetAddress peer) {
        return byNetwork.getOrDefault(ClientNetwork.of(peer), Set.of()).stream()
                .filter(claim -> claim.owner().peer().equals(peer));
    }

    /** How many there are, of that address's network and of all. */
    PendingData.Solicited solicited(InetAddress peer) {
        return new PendingData.Solicited(byNetwork.getOrDefault(ClientNetwork.of(peer), Set.of()).size(), count);
    }

    private static InetAddress networkOf(PassiveEndpoint claim) {
        return ClientNetwork.of(claim.owner().peer());
    }
}
