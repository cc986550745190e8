package dev.ftpsd.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.Settings;

/** The keys whose values are bound, loaded or made at start, and which a reload therefore cannot change. */
final class FixedAtStart {

    /** Whoever makes a key reloadable deletes its row. A row ends with a dot where all keys below it are meant. */
    static final List<String> KEYS = List.of("server.run-dir", "server.state-dir", "tls.engine",
            "data.ports",
            "limits.pending-data", "limits.pending-data-per-ip", "security.login-delay", "events.parallel",
            "storage.s3.", "admin.http.");

    private FixedAtStart() {}

    /** Those of {@code changed} that come into force at the next start alone. */
    static List<String> among(List<String> changed, Settings before, Settings after) {
        var fixed = changed.stream().filter(FixedAtStart::isFixed).collect(Collectors.toList());
        if (!addresses(before).containsAll(addresses(after))) {
            fixed.add("listeners");
        }
        return List.copyOf(fixed);
    }

    private static boolean isFixed(String key) {
        return KEYS.stream().anyMatch(fixed -> fixed.endsWith(".") ? key.startsWith(fixed) : key.equals(fixed));
    }

    /**
     * The listeners that can be in force now. The data ports are bound at the addresses that listeners had at the start: one at
     * another address waits for the next start, and goes on where it was if it was there.
     *
     * @param inForce those that listen now
     */
    static List<ListenerSettings> possible(Settings started, Settings wanted, List<ListenerSettings> inForce) {
        var known = addresses(started);
        var now = wanted.listeners().stream().filter(listener -> known.contains(listener.address())).toList();
        var all = wanted.listeners().stream()
                .flatMap(listener -> known.contains(listener.address()) ? Stream.of(listener)
                        : inForce.stream().filter(old -> old.name().equals(listener.name()))
                                .filter(old -> now.stream().noneMatch(other -> isSamePlace(old, other))))
                .toList();
        // Whoever has moved and renamed them all would be shut out.
        return all.isEmpty() ? inForce : all;
    }

    /** Port 0 is another free one each time. */
    private static boolean isSamePlace(ListenerSettings one, ListenerSettings other) {
        return one.port() != 0 && one.port() == other.port() && one.address().equals(other.address());
    }

    private static Set<InetAddress> addresses(Settings settings) {
        return settings.listeners().stream().map(ListenerSettings::address).collect(Collectors.toSet());
    }
}
