package dev.ftpsd.server;

import java.util.List;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.Settings;

/** The keys whose values are bound, loaded or made at start, and which a reload therefore cannot change. */
final class FixedAtStart {

    /** Whoever makes a key reloadable deletes its row. A row ends with a dot where all keys below it are meant. */
    private static final List<String> KEYS = List.of("server.run-dir", "server.state-dir", "tls.engine",
            "tls.handshake-timeout", "data.ports",
            "data.protection",
            "limits.pending-data", "limits.pending-data-per-ip", "security.login-delay", "events.parallel",
            "storage.s3.", "admin.http.");

    private FixedAtStart() {}

    /** Those of {@code changed} that come into force at the next start alone. */
    static List<String> among(List<String> changed, Settings before, Settings after) {
        var fixed = changed.stream().filter(FixedAtStart::isFixed).collect(Collectors.toList());
        if (!keepsAddresses(before, after)) {
            fixed.add("listeners");
        }
        return List.copyOf(fixed);
    }

    private static boolean isFixed(String key) {
        return KEYS.stream().anyMatch(fixed -> fixed.endsWith(".") ? key.startsWith(fixed) : key.equals(fixed));
    }

    /** The data ports are bound at the addresses of the listeners: other listeners are possible, other addresses are not. */
    static boolean keepsAddresses(Settings before, Settings after) {
        return before.listeners().stream().map(ListenerSettings::address).collect(Collectors.toSet())
                .equals(after.listeners().stream().map(ListenerSettings::address).collect(Collectors.toSet()));
    }
}
