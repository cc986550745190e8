package dev.ftpsd.server.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The IPv4 addresses of the names that the configuration gives. A name is asked for when it is first needed, and again in the
 * background once what is known is a minute old: a router may get another address at any time, and no client waits for a name
 * server each time. What was known stays while a name server does not answer. Any thread that may wait.
 */
public final class HostLookup {

    private static final Logger LOG = LogManager.getLogger(HostLookup.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Resolver resolver;
    private final Executor background;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** Asks a name server. */
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> addresses(String name) throws UnknownHostException;
    }

    private record Known(Optional<Inet4Address> address, long since) {}

    /** @param nanoTime a clock that nobody sets */
    public HostLookup(Resolver resolver, Executor background, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.background = background;
        this.nanoTime = nanoTime;
    }

    /** One that asks as this machine does. */
    public static HostLookup ofThisMachine() {
        return new HostLookup(name -> List.of(InetAddress.getAllByName(name)),
                task -> Thread.ofVirtual().name("lookup").start(task), System::nanoTime);
    }

    /**
     * The address of a host; empty where there is none of IPv4, and for the one that means every address.
     *
     * @param setting the key that names it, for the log
     * @param host a name or an address
     */
    public Optional<Inet4Address> find(String setting, String host) {
        var there = known.get(host);
        if (there == null) {
            return known.computeIfAbsent(host, name -> ask(setting, name, Optional.empty())).address;
        }
        if (nanoTime.getAsLong() - there.since >= FRESH.toNanos()) {
            // Whoever replaces it first asks; the others go on with what is known.
            var asking = new Known(there.address, nanoTime.getAsLong());
            if (known.replace(host, there, asking)) {
                background.execute(() -> known.put(host, ask(setting, host, asking.address)));
            }
        }
        return there.address;
    }

    /** Whether {@link #find} answers at once. */
    public boolean knows(String host) {
        return known.containsKey(host);
    }

    private Known ask(String setting, String host, Optional<Inet4Address> before) {
        Optional<Inet4Address> found;
        try {
            found = resolver.addresses(host).stream().filter(Inet4Address.class::isInstance)
                    .map(Inet4Address.class::cast).filter(address -> !address.isAnyLocalAddress()).findFirst();
        } catch (UnknownHostException e) {
            LOG.warn("{}: the name server does not know {}{}", setting, host,
                    before.map(address -> ", which was " + address.getHostAddress() + " and stays").orElse(""));
            return new Known(before, nanoTime.getAsLong());
        }
        if (found.isEmpty()) {
            LOG.warn("{}: {} has no IPv4 address, which PASV needs", setting, host);
        } else if (before.isPresent() && !before.equals(found)) {
            LOG.info("{}: {} is now {}", setting, host, found.get().getHostAddress());
        }
        return new Known(found, nanoTime.getAsLong());
    }
}
