package dev.ftpsd.server.address;

import java.net.InetAddress;

/** Where this machine stands in its networks. Any thread. */
public interface Neighbourhood {

    /**
     * Whether that address is of a network to which this machine is attached itself, so that it reaches our own address. The
     * default gateway is not: behind it, in a container, are all clients.
     */
    boolean isAttached(InetAddress peer);

    /** Whether that address is the default gateway's: in a container, that of its host and of all whom the host hides. */
    boolean isGateway(InetAddress peer);

    /** Whether {@link #isAttached} answers at once, without asking the system. */
    boolean isFresh();

    /** Whether this is a container, whose address means nothing outside. */
    boolean isContainer();
}
