package dev.ftpsd.server.data;

import java.time.Duration;

import dev.ftpsd.server.protocol.ProtectionLevel;
import org.jspecify.annotations.Nullable;

/**
 * One session's claim on the next connection to a passive port: made by PASV or EPSV, serves one connection, ends with it or
 * with the session.
 *
 * <pre>
 *   outstanding --arrive--> arrived --open--> used
 *        |  \--fail (taken by another, closed)--> failed
 *        \-- nobody came in time: 425; only strangers came, or such as could not shake hands: 522
 * </pre>
 */
public final class PassiveEndpoint implements DataEndpoint {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** A client that connects before its transfer command gives up by itself: not at once, since the way is silent. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(4);

    private final DataOwner owner;
    private final int port;
    private final ClaimTable table;
    private final DataTls tls;
    private final Timeouts timeouts;
    private final long madeAt = System.nanoTime();
    private final Bell bell = new Bell();
    private volatile @Nullable ArrivedConnection arrived; // these five are set under the bell's lock
    private volatile @Nullable DataFailure failure;
    private volatile boolean used;
    private volatile boolean opening;
    private volatile @Nullable DataFailure refused; // why the last one that may have been the right one was not
    private volatile Runnable whenNobodyComes = () -> {};

    /**
     * How long things may take.
     *
     * @param accept from the transfer command to the connection; zero waits for ever
     * @param refused how long the right connection is still waited for after one came that may have been it, and was refused
     * @param stall how long a transfer may make no progress
     */
    record Timeouts(Duration accept, Duration refused, Duration stall) {}

    private NettyDataChannel.Terms terms() {
        return new NettyDataChannel.Terms(timeouts.stall(), owner.bearsTruncation());
    }

    PassiveEndpoint(DataOwner owner, int port, ClaimTable table, DataTls tls, Timeouts timeouts) {
        this.owner = owner;
        this.port = port;
        this.table = table;
        this.tls = tls;
        this.timeouts = timeouts;
    }

    DataOwner owner() {
        return owner;
    }

    /** The port that the client was told. */
    public int port() {
        return port;
    }

    /** Nanoseconds of the monotonic clock at which the claim was made. */
    long madeAt() {
        return madeAt;
    }

    /**
     * Whoever told the client where to connect hears if nobody does: until the transfer gave up, or the client did after some
     * seconds.
     */
    public void whenNobodyComes(Runnable hearer) {
        whenNobodyComes = hearer;
    }

    /** Takes the connection that came for this claim; false when it is too late. On an event loop. */
    boolean arrive(ArrivedConnection connection) {
        return bell.change(() -> {
            var inTime = arrived == null && !used && failure == null;
            arrived = inTime ? connection : arrived;
            return inTime;
        });
    }

    /**
     * A connection from the owner's address was refused, which may have been the one that is waited for.
     *
     * @param why what the client is told if no other comes
     */
    void refused(DataFailure why) {
        bell.change(() -> {
            refused = why;
            return true;
        });
    }

    void fail(DataFailure reason) {
        bell.change(() -> failure = failure == null ? reason : failure);
    }

    /** Whether a transfer command has said 150 and waits for the client to connect. Reads fields alone. */
    boolean isAwaited() {
        return opening && arrived == null;
    }

    /** Whether its connection may come at any moment: a transfer waits for it, or PASV was not long ago. Reads fields alone. */
    boolean isExpected() {
        return isAwaited() || System.nanoTime() - madeAt < timeouts.refused().toNanos();
    }

    @Override
    public void prepare() throws DataFailure {
        table.adoptSilent(this, owner.protection());
    }

    @Override
    public DataChannel open(ProtectionLevel protection) throws DataFailure {
        var connection = await();
        if (connection.isProtected() && protection == ProtectionLevel.CLEAR) {
            connection.drop();
            throw clearButTls();
        }
        if (!connection.isProtected() && protection == ProtectionLevel.PRIVATE) {
            connection = shakeHands(connection);
        }
        connection.tell(owner);
        return handOut(connection);
    }

    private ArrivedConnection shakeHands(ArrivedConnection connection) throws DataFailure {
        try {
            return LateHandshake.run(connection, tls, owner);
        } catch (DataFailure e) {
            throw reason(e);
        }
    }

    /** ABOR closes the connection under the handshake, which then fails. */
    private DataFailure reason(DataFailure seen) {
        var known = failure;
        return known == null ? seen : known;
    }

    /** From here on the channel is the transfer's, which ends it. */
    private DataChannel handOut(ArrivedConnection connection) throws DataFailure {
        var known = bell.change(() -> {
            used = used || failure == null;
            return failure;
        });
        if (known != null) {
            connection.drop();
            throw known;
        }
        connection.handler().inbox().claim();
        return new NettyDataChannel(connection.channel(), connection.handler().inbox(), terms());
    }

    private ArrivedConnection await() throws DataFailure {
        bell.lock();
        try {
            opening = true;
            var deadline = System.nanoTime() + (timeouts.accept().isZero() ? FOR_EVER : timeouts.accept()).toNanos();
            var shortened = false;
            var come = arrived;
            while (come == null) {
                var known = failure;
                if (known != null) {
                    throw known;
                }
                if (refused != null && !shortened) {
                    deadline = Math.min(deadline, System.nanoTime() + timeouts.refused().toNanos());
                    shortened = true;
                }
                waitUntil(deadline);
                come = arrived;
            }
            return come;
        } finally {
            bell.unlock();
        }
    }

    private void waitUntil(long deadline) throws DataFailure {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
            table.remove(this);
            var why = refused;
            failure = why == null ? nobodyCame() : why;
            if (why == null) {
                whenNobodyComes.run();
            }
            return;
        }
        try {
            bell.await(Duration.ofNanos(left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
    }

    static DataFailure clearButTls() {
        return new DataFailure(DataFailure.Kind.NOT_OPENED,
                "The data connection began with TLS, but PROT is C; use PROT P.");
    }

    static DataFailure notBound() {
        return new DataFailure(DataFailure.Kind.NOT_BOUND, "TLS session of data connection not resumed;"
                + " switch on session resumption (reuse) in the client, or ask the administrator for an exception.");
    }

    private DataFailure nobodyCame() {
        return new DataFailure(DataFailure.Kind.NOT_OPENED, "No data connection to port " + port + " within "
                + timeouts.accept().toSeconds() + " seconds; is a firewall in the way?");
    }

    @Override
    public void abort() {
        table.remove(this);
        var left = bell.change(this::end);
        if (left.nobody) {
            whenNobodyComes.run();
        }
        if (left.unused != null) {
            left.unused.drop();
        }
    }

    /** What is to be done for a claim that has ended: something is told, or a connection that nobody will use is dropped. */
    private record Left(boolean nobody, @Nullable ArrivedConnection unused) {}

    private Left end() {
        var left = new Left(arrived == null && failure == null && refused == null
                && System.nanoTime() - madeAt >= GIVEN_UP.toNanos(), used ? null : arrived);
        fail(new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted."));
        used = true;
        return left;
    }
}
