package dev.ftpsd.tls;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All keys and certificates of a server. For each host there may be several pairs with different kinds of keys, such as one of
 * RSA and one of ECDSA: the signature algorithms of the client decide which one it gets.
 *
 * @param standard for clients that ask for no host or for one that is not in the list; one pair at least
 * @param hosts by name
 */
public record ServerKeys(List<KeyMaterial> standard, List<Host> hosts) {

    public ServerKeys {
        standard = List.copyOf(standard);
        hosts = List.copyOf(hosts);
        checkPairs(standard, "the standard certificate");
        var names = new HashSet<HostName>();
        for (var host : hosts) {
            if (!names.add(host.name())) {
                throw new IllegalArgumentException("the host " + host.name() + " is there twice");
            }
        }
    }

    /** One or more standard pairs, and no hosts. */
    public static ServerKeys of(KeyMaterial... standard) {
        return new ServerKeys(List.of(standard), List.of());
    }

    /**
     * The pairs of one host.
     *
     * @param name may be a wildcard
     * @param pairs one at least, no two with the same kind of key
     */
    public record Host(HostName name, List<KeyMaterial> pairs) {

        public Host {
            pairs = List.copyOf(pairs);
            checkPairs(pairs, "host " + name);
        }
    }

    /** The pairs for a client that asks for {@code name} (SNI, HOST), which may be anything; the standard ones for a stranger. */
    public List<KeyMaterial> forName(String name) {
        return host(name).map(Host::pairs).orElse(standard);
    }

    /** Every pair, the standard ones first. */
    public List<KeyMaterial> all() {
        return Stream.concat(standard.stream(), hosts.stream().flatMap(host -> host.pairs().stream())).toList();
    }

    /** The host with exactly that name, else the wildcard that covers it. */
    private Optional<Host> host(String text) {
        var name = HostName.parse(text);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return hosts.stream().filter(host -> host.name().equals(name.get())).findFirst()
                .or(() -> hosts.stream().filter(host -> host.name().covers(name.get())).findFirst());
    }

    private static void checkPairs(List<KeyMaterial> pairs, String whose) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(whose + " has no certificate");
        }
        Set<String> kinds = pairs.stream().map(pair -> pair.key().getAlgorithm()).collect(Collectors.toSet());
        if (kinds.size() < pairs.size()) {
            throw new IllegalArgumentException(
                    whose + " has two certificates with the same kind of key; keep one of RSA and one of ECDSA");
        }
    }
}
