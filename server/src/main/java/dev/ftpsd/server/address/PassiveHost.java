package dev.ftpsd.server.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.server.config.DataSettings.Advertise;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.session.Addresses;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which host 227 names:
 *
 * <ol>
 * <li>what the first rule of {@code data.advertise} says that covers the client;
 * <li>to a client of this machine, or of a network that the machine is attached to itself: the address that it came to;
 * <li>{@code server.public-host};
 * <li>the address that it came to; never that of a container, which means nothing to a client outside.
 * </ol>
 *
 * Each mistake that a setting can cause is said once in the log, and again when the settings have changed. Threads that may wait.
 */
public final class PassiveHost {

    private static final Logger LOG = LogManager.getLogger(PassiveHost.class);
    private static final String PUBLIC_HOST = "server.public-host";
    private static final String ADVERTISE = "data.advertise";
    private static final Inet4Address LOOPBACK = Inet4Address.ofLiteral("127.0.0.1");
    /** RFC 5737: nobody in particular. */
    private static final InetAddress SOMEBODY = InetAddress.ofLiteral("192.0.2.1");

    private final Neighbourhood neighbourhood;
    private final HostLookup lookup;
    private final AtomicReference<@Nullable Settings> privateSaid = new AtomicReference<>();
    private final AtomicReference<@Nullable Settings> containerSaid = new AtomicReference<>();
    private final AtomicReference<@Nullable Settings> nobodySaid = new AtomicReference<>();

    public PassiveHost(Neighbourhood neighbourhood, HostLookup lookup) {
        this.neighbourhood = neighbourhood;
        this.lookup = lookup;
    }

    /** The IPv4 address to name; empty where there is none, and the client must use EPSV. */
    public Optional<Inet4Address> of(Settings settings, Addresses ends) {
        var peer = ends.client().getAddress();
        var rule = rule(settings, peer);
        var setting = rule.isPresent() ? ADVERTISE : PUBLIC_HOST;
        var named = named(settings, peer, rule);
        var answer = named.or(() -> own(settings, ends, rule.isPresent()));
        answer.filter(address -> address.equals(LOOPBACK) ? named.isPresent() && isElsewhere(peer)
                : Reach.isPublic(peer) && !Reach.isPublic(address))
                .filter(_ -> isFirst(privateSaid, settings))
                .ifPresent(address -> LOG.warn(
                        "PASV told {} the address {}, which is private and which it cannot reach: "
                                + "set {} to the address that clients reach",
                        peer.getHostAddress(), address.getHostAddress(),
                        setting));
        return answer;
    }

    /**
     * What a client with a public address would be told that has come to {@code server}; empty where that is a name without an
     * IPv4 address. Nothing is said in the log.
     */
    public Optional<Inet4Address> outside(Settings settings, InetAddress server) {
        var own = new InetSocketAddress(server, 0);
        var ends = new Addresses(new InetSocketAddress(SOMEBODY, 0), own, own);
        var rule = rule(settings, SOMEBODY);
        var host = rule.map(Advertise::host).orElseGet(() -> settings.server().publicHost());
        if (!host.isEmpty() && !host.equals(Advertise.LOCAL)) {
            return named(settings, SOMEBODY, rule);
        }
        return isHidden(ends, rule.isPresent()) ? Optional.of(LOOPBACK)
                : Optional.of(server).filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast);
    }

    /** The hosts of {@code data.advertise} as they are written, and what each is; empty where PASV has nothing of it to tell. */
    public Map<String, Optional<Inet4Address>> advertised(Settings settings) {
        var hosts = new LinkedHashMap<String, Optional<Inet4Address>>();
        settings.data().advertise().stream().map(Advertise::host).filter(host -> !host.equals(Advertise.LOCAL))
                .forEach(host -> hosts.computeIfAbsent(host, name -> lookup.find(ADVERTISE, name)));
        return hosts;
    }

    /** Looks its names up already, so that the first client does not wait for the name server. */
    public void prepare(Settings settings) {
        if (!settings.server().publicHost().isEmpty()) {
            lookup.find(PUBLIC_HOST, settings.server().publicHost());
        }
        advertised(settings);
    }

    /** Whether {@link #of} answers this client at once, without asking a name server or the system. */
    public boolean isKnown(Settings settings, InetAddress peer) {
        var host = settings.server().publicHost();
        return (peer.isLoopbackAddress() || neighbourhood.isFresh()) && (host.isEmpty() || lookup.knows(host))
                && settings.data().advertise().stream().map(Advertise::host)
                        .allMatch(name -> name.equals(Advertise.LOCAL) || lookup.knows(name));
    }

    /** A client was told that host and port, and nobody came. */
    public void nobodyCame(Settings settings, InetAddress peer, Inet4Address host, int port) {
        if (isFirst(nobodySaid, settings)) {
            LOG.warn(
                    "PASV told {} to connect to {}, port {}, and nobody came: is that the address that clients reach ({}, "
                            + "{}), and is the port open there under the same number (data.ports)?",
                    peer.getHostAddress(),
                    host.getHostAddress(), port, PUBLIC_HOST, ADVERTISE);
        }
    }

    private static Optional<Advertise> rule(Settings settings, InetAddress peer) {
        return settings.data().advertise().stream()
                .filter(advertise -> advertise.clients().stream().anyMatch(network -> network.contains(peer)))
                .findFirst();
    }

    /** The host that the settings name for that client; empty where it is to be our own. */
    private Optional<Inet4Address> named(Settings settings, InetAddress peer, Optional<Advertise> rule) {
        var host = rule.map(Advertise::host).orElseGet(() -> publicHost(settings, peer));
        return host.isEmpty() || host.equals(Advertise.LOCAL) ? Optional.empty()
                : lookup.find(rule.isPresent() ? ADVERTISE : PUBLIC_HOST, host);
    }

    /** Empty for a client that reaches our own address. */
    private String publicHost(Settings settings, InetAddress peer) {
        return isNear(peer) ? "" : settings.server().publicHost();
    }

    private boolean isNear(InetAddress peer) {
        return peer.isLoopbackAddress() || neighbourhood.isAttached(peer);
    }

    /** Whether a client is surely not on this machine, nor on the host of this container. */
    private boolean isElsewhere(InetAddress peer) {
        return !peer.isLoopbackAddress() && !neighbourhood.isGateway(peer);
    }

    /** @param wanted whether a rule asks for it */
    private Optional<Inet4Address> own(Settings settings, Addresses ends, boolean wanted) {
        var server = ends.server().getAddress();
        if (!(server instanceof Inet4Address own)) {
            return Optional.empty();
        }
        if (!isHidden(ends, wanted)) {
            return Optional.of(own);
        }

        if (isFirst(containerSaid, settings)) {
            LOG.warn("PASV came from {}, outside this container, and the server does not know which address clients "
                    + "reach: set {} (FTPSD_PUBLIC_HOST); until then they are told {}",
                    ends.client().getAddress().getHostAddress(), PUBLIC_HOST, LOOPBACK.getHostAddress());
        }
        return Optional.of(LOOPBACK);
    }

    /** Whether the address that the client came to is a container's, which is not to be told to it. */
    private boolean isHidden(Addresses ends, boolean wanted) {
        var server = ends.server().getAddress();
        return !wanted && server.equals(ends.local().getAddress()) && neighbourhood.isContainer()
                && !Reach.isPublic(server) && !isNear(ends.client().getAddress());
    }

    private static boolean isFirst(AtomicReference<@Nullable Settings> said, Settings settings) {
        return !settings.equals(said.getAndSet(settings));
    }
}
