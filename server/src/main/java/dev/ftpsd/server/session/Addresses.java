package dev.ftpsd.server.session;

import java.net.InetSocketAddress;

/**
 * Both ends of a control connection.
 *
 * @param client where the client comes from
 * @param server where it has arrived, as it sees it: behind a proxy an address of the proxy's
 * @param local where that is on this machine
 */
public record Addresses(InetSocketAddress client, InetSocketAddress server, InetSocketAddress local) {}
