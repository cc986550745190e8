package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What stands for one client where connections are counted: an IPv4 address, or an IPv6 /64, which is what one customer is given, and
 * chooses addresses from at will.
 */
public final class ClientNetwork {

    private static final int IPV6_OCTETS = 8;

    private ClientNetwork() {}

    /** The address itself, or the first of its /64. */
    public static InetAddress of(InetAddress client) {
        var octets = client.getAddress();
        if (octets.length <= IPV6_OCTETS) {
            return client;
        }
        Arrays.fill(octets, IPV6_OCTETS, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("as many octets as before", e);
        }
    }
}
