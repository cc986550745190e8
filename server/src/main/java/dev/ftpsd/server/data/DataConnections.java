package dev.ftpsd.server.data;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Makes data endpoints, passive and active.
 *
 * @param passive the shared passive ports
 * @param transport for active connections
 * @param tls the same for both
 */
public record DataConnections(PassivePorts passive, Transport transport, DataTls tls) {

    /**
     * A claim on the next connection to a passive port that is the owner's.
     *
     * @throws DataFailure NOT_OPENED when no port comes free
     */
    public PassiveEndpoint passive(DataOwner owner) throws DataFailure {
        return passive.lease(owner);
    }

    /** Whether {@link #passive} gives a claim to this owner without waiting for another's to end. */
    public boolean isFree(DataOwner owner) {
        return passive.isFree(owner);
    }

    /**
     * A connection to where the client listens; it is made by the transfer.
     *
     * @param from the control connection's local address, and the source port or 0
     * @param stall how long a transfer may make no progress
     */
    public ActiveEndpoint active(DataOwner owner, InetSocketAddress from, InetSocketAddress to, Duration stall) {
        return new ActiveEndpoint(transport, owner, from, to, tls, stall);
    }
}
