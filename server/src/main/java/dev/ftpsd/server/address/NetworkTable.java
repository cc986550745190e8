package dev.ftpsd.server.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.ftpsd.auth.AddressRange;

/** The networks of this machine's interfaces; looked at again after half a minute, since one may be attached later. */
public final class NetworkTable implements Neighbourhood {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Supplier<List<AddressRange>> source;
    private final Predicate<InetAddress> gateway;
    private final boolean container;
    private final LongSupplier nanoTime;
    private List<AddressRange> networks = List.of();
    private long readAt;

    /**
     * A table that is read when it is asked.
     *
     * @param source the networks now
     * @param gateway whether an address is a default gateway's
     * @param nanoTime a clock that nobody sets
     */
    public NetworkTable(Supplier<List<AddressRange>> source, Predicate<InetAddress> gateway, boolean container,
            LongSupplier nanoTime) {
        this.source = source;
        this.gateway = gateway;
        this.container = container;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong() - FRESH.toNanos();
    }

    @Override
    public boolean isAttached(InetAddress peer) {
        return !gateway.test(peer) && networks().stream().anyMatch(network -> network.contains(peer));
    }

    @Override
    public boolean isContainer() {
        return container;
    }

    private synchronized List<AddressRange> networks() {
        var now = nanoTime.getAsLong();
        if (now - readAt >= FRESH.toNanos()) {
            networks = source.get();
            readAt = now;
        }
        return networks;
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
