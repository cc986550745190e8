package dev.ftpsd.server.config;

import java.net.InetAddress;
import java.util.List;

import dev.ftpsd.server.config.yaml.Section;

/**
 * No port is asked for twice: the second bind would fail at start, without the line that is to blame, or at each transfer in active mode.
 */
final class PortChecks {

    private static final String SOURCE_PORT = "data.active.source-port";

    private PortChecks() {}

    static void check(Settings settings, Section top) {
        var listeners = settings.listeners();
        for (var index = 1; index < listeners.size(); index++) {
            var listener = listeners.get(index);
            var key = "listeners[" + index + "].port";
            listeners.subList(0, index).stream()
                    .filter(earlier -> clash(earlier, listener.address(), listener.port()))
                    .forEach(earlier -> top.error(key, taken(earlier)));
        }

        // Data ports bind every address that a listener has.
        for (int port : settings.data().ports().ports()) {
            owner(listeners, port).forEach(listener -> top.error("data.ports", taken(listener)));
        }

        checkSourcePort(settings, top);

        var http = settings.admin().http();
        if (http.enabled()) {
            listeners.stream().filter(listener -> clash(listener, http.address(), http.port()))
                    .forEach(listener -> top.error("admin.http.port", taken(listener)));
            if (http.port() != 0 && settings.data().ports().ports().contains(http.port())) {
                top.error("admin.http.port", "port " + http.port() + " is one of data.ports");
            }
        }
    }

    /** Nothing connects from a port that somebody listens on. */
    private static void checkSourcePort(Settings settings, Section top) {
        var active = settings.data().active();
        if (!active.enabled() || active.sourcePort() != ActiveSettings.SourcePort.CONTROL_1) {
            return;
        }
        for (var listener : settings.listeners()) {
            var port = listener.port() - 1;
            if (port > 0 && settings.data().ports().ports().contains(port)) {
                top.error(SOURCE_PORT, below(listener) + ", which is one of data.ports");
            }
            settings.listeners().stream().filter(other -> port > 0 && clash(other, listener.address(), port))
                    .forEach(other -> top.error(SOURCE_PORT,
                            below(listener) + ", which is the listener \"" + other.name() + "\"'s"));
        }
    }

    private static String below(ListenerSettings listener) {
        return "one below the listener \"" + listener.name() + "\"'s port is " + (listener.port() - 1);
    }

    private static List<ListenerSettings> owner(List<ListenerSettings> listeners, int port) {
        return listeners.stream().filter(listener -> port != 0 && listener.port() == port).toList();
    }

    /** Port 0 is another free one each time; different addresses may have the same port. */
    private static boolean clash(ListenerSettings listener, InetAddress address, int port) {
        return port != 0 && listener.port() == port
                && (address.isAnyLocalAddress() || listener.address().isAnyLocalAddress()
                        || address.equals(listener.address()));
    }

    private static String taken(ListenerSettings listener) {
        return "port " + listener.port() + " is the listener \"" + listener.name() + "\"'s";
    }
}
