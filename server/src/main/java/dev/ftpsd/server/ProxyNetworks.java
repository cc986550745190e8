package dev.ftpsd.server;

import java.net.InetAddress;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.proxy.Proxies;

/**
 * The proxies of the data ports: those in {@code proxy-from} of any listener that is behind a proxy. A data port belongs to
 * all listeners, and clients of a listener without proxy reach it themselves.
 */
final class ProxyNetworks implements Proxies {

    private final Supplier<Settings> settings;
    private final EventLog events;

    ProxyNetworks(Supplier<Settings> settings, EventLog events) {
        this.settings = settings;
        this.events = events;
    }

    @Override
    public boolean isProxy(InetAddress peer) {
        return settings.get().listeners().stream().filter(ListenerSettings::isBehindProxy)
                .anyMatch(listener -> listener.isProxy(peer));
    }

    @Override
    public void refused(InetAddress proxy, String reason) {
        events.notProxied(proxy, "listeners.proxy-protocol", reason + ", on a data port");
    }
}
