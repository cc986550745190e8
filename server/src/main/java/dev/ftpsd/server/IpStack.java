package dev.ftpsd.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

import dev.ftpsd.server.config.ListenerSettings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What the machine can bind. The shipped configuration listens on {@code ::}, every address of both protocols; where the kernel
 * has no IPv6, as in many containers, that becomes every IPv4 address.
 *
 * @param hasIpv6 whether a socket can be bound to {@code ::}
 */
record IpStack(boolean hasIpv6) {

    private static final Logger LOG = LogManager.getLogger(IpStack.class);

    /** Tries it. */
    static IpStack ofThisMachine() {
        try (var probe = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("::"), 0));
            return new IpStack(true);
        } catch (IOException | UnsupportedOperationException e) {
            return new IpStack(false);
        }
    }

    /**
     * Where data ports are bound so that they are reached by every address that a listener has: {@code ::} takes what comes to any
     * address, and {@code 0.0.0.0} what comes to any of IPv4, so that a second bind of the same port there would fail.
     */
    static List<InetAddress> dataAddresses(List<ListenerSettings> listeners) {
        var all = listeners.stream().map(ListenerSettings::address).distinct().toList();
        var wide = all.stream().filter(InetAddress::isAnyLocalAddress).toList();
        return all.stream().filter(address -> wide.stream()
                .noneMatch(other -> !other.equals(address)
                        && (other instanceof Inet6Address || address instanceof Inet4Address)))
                .toList();
    }

    /** The listeners with addresses that can be bound; one WARN where that is not what was written. */
    List<ListenerSettings> bindable(List<ListenerSettings> listeners) {
        var everyIpv6 = InetAddress.ofLiteral("::");
        if (hasIpv6 || listeners.stream().noneMatch(listener -> listener.address().equals(everyIpv6))) {
            return listeners;
        }

        LOG.warn("listeners: this machine has no IPv6; address \"::\" listens on 0.0.0.0");
        var everyIpv4 = InetAddress.ofLiteral("0.0.0.0");
        return listeners.stream()
                .map(listener -> listener.address().equals(everyIpv6) ? listener.at(everyIpv4) : listener)
                .toList();
    }
}
