package dev.ftpsd.server.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.ftpsd.auth.AddressRange;

/** The networks of this machine's interfaces; looked at again after half a minute, since one may be attached later. */
public final class NetworkTable implements Neighbourhood {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Supplier<List<AddressRange>> source;
    private final Supplier<List<AddressRange>> gateways;
    private final boolean container;
    private final LongSupplier nanoTime;
    private volatile Seen seen;

    private record Seen(List<AddressRange> networks, List<AddressRange> gateways, long at) {

        boolean isFresh(long now) {
            return now - at < FRESH.toNanos();
        }
    }

    /**
     * A table that is read when it is asked.
     *
     * @param source the networks now
     * @param gateways the addresses of the default gateways now
     * @param nanoTime a clock that nobody sets
     */
    public NetworkTable(Supplier<List<AddressRange>> source, Supplier<List<AddressRange>> gateways, boolean container,
            LongSupplier nanoTime) {
        this.source = source;
        this.gateways = gateways;
        this.container = container;
        this.nanoTime = nanoTime;
        this.seen = new Seen(List.of(), List.of(), nanoTime.getAsLong() - FRESH.toNanos());
    }

    @Override
    public boolean isGateway(InetAddress peer) {
        return seen().gateways.stream().anyMatch(gateway -> gateway.contains(peer));
    }

    @Override
    public boolean isAttached(InetAddress peer) {
        return !isGateway(peer)
                && seen().networks.stream().anyMatch(network -> network.contains(peer));
    }

    @Override
    public boolean isFresh() {
        return seen.isFresh(nanoTime.getAsLong());
    }

    @Override
    public boolean isContainer() {
        return container;
    }

    private Seen seen() {
        return isFresh() ? seen : seenAnew();
    }

    private synchronized Seen seenAnew() {
        var now = nanoTime.getAsLong();
        if (!seen.isFresh(now)) {
            seen = new Seen(source.get(), gateways.get(), now);
        }
        return seen;
    }

    /** Those of the interfaces that are up. Where the system does not tell them there are none. */
    public static List<AddressRange> ofInterfaces() {
        try {
            return NetworkInterface.networkInterfaces().filter(NetworkTable::isUp)
                    .flatMap(device -> device.getInterfaceAddresses().stream())
                    .map(own -> AddressRange.around(own.getAddress(), own.getNetworkPrefixLength(),
                            own.getNetworkPrefixLength()))
                    .collect(Collectors.toUnmodifiableList());
        } catch (SocketException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface device) {
        try {
            return device.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
