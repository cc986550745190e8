package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.tls.SessionIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a connection on the passive ports.
 *
 * <p>A claim by identity is met by a connection that resumed that control connection's TLS session, wherever it comes from. A
 * claim by address is met by one that shows no identity: at most one such claim stands for an address on a port, so that
 * whose connection it is stays unambiguous. Only sessions whose rules admit it claim by address.
 *
 * <p>Used by event loops and by commands; its lock is held for look-ups only, and never while an endpoint is called.
 */
final class ClaimTable {

    /** The most PASV and EPSV commands that wait for a port of one address. */
    private static final int MOST_WAITERS = 16;

    private final Map<SessionIdentity, PassiveEndpoint> byIdentity = new HashMap<>();
    private final Map<Place, PassiveEndpoint> byAddress = new HashMap<>();
    private final Standing standing = new Standing();
    private final Map<InetAddress, Integer> waiters = new HashMap<>();
    private final PendingData pending;
    private final BooleanSupplier clearByDefault;

    /**
     * @param clearByDefault whether data may travel in clear now, of owners who have no rule of their own; where not, PROT C is no
     *        reason to be told by one's address
     */
    ClaimTable(PendingData pending, BooleanSupplier clearByDefault) {
        this.pending = pending;
        this.clearByDefault = clearByDefault;
    }

    /**
     * Enters a claim of {@code owner}; one that may be told by its address waits until no other of that address stands.
     *
     * @param ports those to choose from, in the order of choice
     * @param contested how long a claim that others wait for keeps its port
     * @throws DataFailure NOT_OPENED when no port comes free
     */
    PassiveEndpoint claim(DataOwner owner, List<Integer> ports, Duration contested,
            IntFunction<PassiveEndpoint> factory)
            throws DataFailure {
        if (!claimsByAddress(owner)) {
            return enter(factory.apply(ports.getFirst()));
        }

        List<PassiveEndpoint> expired = new ArrayList<>();
        try {
            synchronized (this) {
                var claim = factory.apply(freePort(owner, ports, contested, expired));
                byAddress.put(placeOf(claim), claim);
                return enter(claim);
            }
        } finally {
            expired.forEach(claim -> claim.fail(new DataFailure(DataFailure.Kind.NOT_OPENED,
                    "Another session of your address needed the data port; try again.")));
        }
    }

    private synchronized PassiveEndpoint enter(PassiveEndpoint claim) {
        claim.owner().identity().ifPresent(identity -> byIdentity.put(identity, claim));
        standing.add(claim);
        return claim;
    }

    /** A port on which no claim of that address stands; waits for one. Claims that stood too long are put in expired. */
    private int freePort(DataOwner owner, List<Integer> ports, Duration contested, List<PassiveEndpoint> expired)
            throws DataFailure {
        var peer = owner.peer();
        if (waiters.getOrDefault(peer, 0) >= MOST_WAITERS) {
            throw DataFailure.busy();
        }

        waiters.merge(peer, 1, Integer::sum);
        try {
            var giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_WAITERS * contested.toMillis());
            while (System.nanoTime() - giveUp < 0 && !owner.isClosed()) {
                for (var port : ports) {
                    var other = byAddress.get(new Place(peer, port));
                    if (other == null) {
                        return port;
                    }
                    if (System.nanoTime() - other.madeAt() >= contested.toNanos()) {
                        remove(other);
                        expired.add(other);
                        return port;
                    }
                }
                wait(Math.clamp(contested.toMillis() / 10, 1, 100));
            }
            throw DataFailure.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Aborted.", e);
        } finally {
            waiters.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Ends the claim; it may have ended before. */
    synchronized void remove(PassiveEndpoint claim) {
        byAddress.remove(placeOf(claim), claim);
        claim.owner().identity().ifPresent(identity -> byIdentity.remove(identity, claim));
        standing.remove(claim);
        notifyAll();
    }

    /** Takes the claim of the control connection whose session was resumed; under OFF a claim of that place goes before it. */
    synchronized Optional<PassiveEndpoint> takeByIdentity(SessionIdentity identity, Place place, long arrivedAt) {
        var claim = byIdentity.get(identity);
        return claim != null && claim.owner().binding() == BindingRule.OFF
                && byAddress.getOrDefault(place, claim) != claim ? Optional.empty() : taken(claim, arrivedAt);
    }

    /** Takes the claim for which a clear connection from that address is meant: its PROT is C. */
    synchronized Optional<PassiveEndpoint> takeClear(Place place, long arrivedAt) {
        return clearAt(place).flatMap(claim -> taken(claim, arrivedAt));
    }

    /** Whether a claim for a clear connection stands there. */
    synchronized boolean isClearAwaited(Place place) {
        return clearAt(place).isPresent();
    }

    /**
     * Whether a claim for a clear connection stands there beside others of that address that may be met at any moment: whose a silent
     * connection is cannot be told.
     */
    synchronized boolean isAmbiguous(Place place) {
        return clearAt(place).filter(claim -> standing.of(place.peer())
                .anyMatch(other -> other != claim && other.port() == place.port() && other.isExpected())).isPresent();
    }

    /** Whether anybody waits for a connection under TLS, which may come from another address than was known. */
    synchronized boolean isTlsAwaited() {
        return !byIdentity.isEmpty();
    }

    private Optional<PassiveEndpoint> clearAt(Place place) {
        return Optional.ofNullable(byAddress.get(place)).filter(claim -> isInClear(claim.owner()));
    }

    /**
     * Takes the claim for which a TLS connection may be meant that met none by its identity.
     *
     * @param resumed whether it has resumed a session of ours
     */
    synchronized Optional<PassiveEndpoint> takeUnbound(Place place, long arrivedAt, boolean resumed) {
        var claim = byAddress.get(place);
        return claim != null && claim.owner().binding().admitsByAddress(resumed)
                ? taken(claim, arrivedAt)
                : Optional.empty();
    }

    /**
     * A connection that is older than the claim was made for an earlier one, which ABOR or another PASV has ended: its end would
     * be taken for the end of this transfer's file.
     *
     * @param arrivedAt nanoseconds of the monotonic clock
     */
    private Optional<PassiveEndpoint> taken(@Nullable PassiveEndpoint claim, long arrivedAt) {
        if (claim == null || arrivedAt - claim.madeAt() < 0) {
            return Optional.empty();
        }
        remove(claim);
        return Optional.of(claim);
    }

    /** Whether the session that has that identity waits for its connection, by its identity. */
    synchronized boolean isAwaited(SessionIdentity identity) {
        var claim = byIdentity.get(identity);
        return claim != null && claim.owner().binding() != BindingRule.OFF;
    }

    /** Tells the sessions of that address that a connection came which resumed none of them, so that they can say why they fail. */
    void strangerFrom(InetAddress peer) {
        some(peer, claim -> byAddress.get(placeOf(claim)) != claim)
                .forEach(claim -> claim.refused(PassiveEndpoint.notBound()));
    }

    /** The same of one that ended before it showed whose it was: those hear of it who wait for TLS there, and waited when it came. */
    void refusedAt(Place place, long arrivedAt, DataFailure why) {
        some(place.peer(), claim -> claim.port() == place.port() && arrivedAt - claim.madeAt() >= 0
                && claim.owner().protection() == ProtectionLevel.PRIVATE).forEach(claim -> claim.refused(why));
    }

    private synchronized List<PassiveEndpoint> some(InetAddress peer, Predicate<PassiveEndpoint> which) {
        return standing.of(peer).filter(which).limit(MOST_WAITERS).toList();
    }

    /** How many connections the claims that stand have asked for. */
    synchronized PendingData.Solicited solicited(InetAddress peer) {
        return standing.solicited(peer);
    }

    /** Whether a transfer of that address has said 150 and waits for its connection. */
    synchronized boolean isAwaited(InetAddress peer) {
        return standing.of(peer).anyMatch(PassiveEndpoint::isAwaited);
    }

    /**
     * A transfer in clear begins whose PASV came under PROT P: it claims by address from now on, and takes a connection that already
     * stands there and has said nothing.
     *
     * @throws DataFailure NOT_OPENED when another claim stands for that address: whose the connection is could not be told
     */
    void adoptSilent(PassiveEndpoint claim, ProtectionLevel protection) throws DataFailure {
        if (protection == ProtectionLevel.PRIVATE) {
            return;
        }
        synchronized (this) {
            // One that has been met already must not stand again: others of its address would wait for it.
            if (standing.contains(claim) && !claim.equals(byAddress.computeIfAbsent(placeOf(claim), place -> claim))) {
                throw DataFailure.busy();
            }
        }
        pending.retry(placeOf(claim));
    }

    /** Whether its connection is known by the address that it comes from, so that one claim at a time can stand. */
    boolean claimsByAddress(DataOwner owner) {
        return isInClear(owner) || owner.binding().admitsByAddress();
    }

    private boolean isInClear(DataOwner owner) {
        return owner.protection() == ProtectionLevel.CLEAR && owner.admitsClear(clearByDefault.getAsBoolean());
    }

    private static Place placeOf(PassiveEndpoint claim) {
        return new Place(claim.owner().peer(), claim.port());
    }
}
