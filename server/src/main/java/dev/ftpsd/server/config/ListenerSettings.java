package dev.ftpsd.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.auth.AddressRules;

/**
 * One place where clients connect.
 *
 * @param name for logs and metrics: 1 to 32 of letters, digits, hyphen and underscore
 * @param address where to bind; {@code ::} means every address of both families
 * @param port 0 to 65535; 0 lets the kernel choose a free one, which serves tests
 * @param tls when the control connection is encrypted; default required
 * @param proxyProtocol whether connections begin with a PROXY header; default off
 * @param proxyFrom the only networks whose PROXY header is believed
 * @param from who may connect; default everybody
 */
public record ListenerSettings(String name, InetAddress address, int port, TlsMode tls, ProxyProtocol proxyProtocol,
        List<AddressRange> proxyFrom, AddressRules from) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** An explicit listener on 2121 and an implicit one on 2990. */
    public static final List<ListenerSettings> DEFAULTS = List.of(
            of("explicit", 2121, TlsMode.REQUIRED), of("implicit", 2990, TlsMode.IMPLICIT));

    public ListenerSettings {
        proxyFrom = List.copyOf(proxyFrom);
        Checks.that(NAME.matcher(name).matches(),
                "a listener's name is 1 to 32 letters, digits, hyphens or underscores");
        Checks.between(0, 65535, port, "port");
    }

    /** A listener on every address, for everybody. */
    public static ListenerSettings of(String name, int port, TlsMode tls) {
        return new ListenerSettings(name, AddressRange.parse("::").network(), port, tls, ProxyProtocol.OFF, List.of(),
                AddressRules.ANYWHERE);
    }

    /** The same listener at another address. */
    public ListenerSettings at(InetAddress other) {
        return new ListenerSettings(name, other, port, tls, proxyProtocol, proxyFrom, from);
    }

    /** Whether {@code from} lets that client connect. */
    public boolean admits(InetAddress client) {
        return from.allows(client);
    }

    /** Whether clients come through a proxy alone, whose connections begin with a PROXY header. */
    public boolean isBehindProxy() {
        return proxyProtocol == ProxyProtocol.REQUIRED;
    }

    /** Whether {@code proxy-from} covers that address. */
    public boolean isProxy(InetAddress address) {
        return proxyFrom.stream().anyMatch(network -> network.contains(address));
    }

    /** When the control connection is encrypted. */
    public enum TlsMode implements Worded {
        /** In clear until AUTH TLS, and no login before it (RFC 4217 §4). */
        REQUIRED,
        /** AUTH TLS is offered, a login in clear is taken; warns at each start. */
        OPTIONAL,
        /** TLS from the first byte, as on port 990. */
        IMPLICIT,
        /** No TLS at all; warns at each start. */
        OFF
    }

    /** Whether connections begin with a PROXY header. */
    public enum ProxyProtocol implements Worded {
        OFF, REQUIRED
    }
}
