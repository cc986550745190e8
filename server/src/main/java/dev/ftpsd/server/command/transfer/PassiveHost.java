package dev.ftpsd.server.command.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.DataSettings.Advertise;

/** Which host 227 names: what {@code data.advertise} says for the client's network, else {@code server.public-host}. */
final class PassiveHost {

    private PassiveHost() {}

    /** The IPv4 address to name; empty where there is none, and the client must use EPSV. */
    static Optional<Inet4Address> of(CommandContext context) {
        var session = context.session();
        var local = session.server().getAddress();
        var host = context.settings().data().advertise().stream()
                .filter(rule -> rule.clients().stream().anyMatch(network -> network.contains(session.peer())))
                .map(Advertise::host)
                .findFirst()
                .orElseGet(() -> ownHost(context));
        return four(host.isEmpty() || host.equals(Advertise.LOCAL) ? Optional.of(local) : resolved(host))
                .or(() -> four(Optional.of(local)));
    }

    /** A client on this machine reaches it by the address that it came to. */
    private static String ownHost(CommandContext context) {
        return context.session().peer().isLoopbackAddress() ? "" : context.settings().server().publicHost();
    }

    private static Optional<InetAddress> resolved(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<Inet4Address> four(Optional<InetAddress> address) {
        return address.filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast);
    }
}
