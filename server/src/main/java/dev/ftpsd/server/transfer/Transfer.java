package dev.ftpsd.server.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.server.data.ActiveEndpoint;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.ProtectionLevel;
import org.jspecify.annotations.Nullable;

/**
 * One running move of bytes, from the transfer command to its final reply. The command's thread runs it; {@link #abort()} and
 * the counters may be used from any thread.
 */
public final class Transfer implements AutoCloseable {

    /** The size of a file that is still coming. */
    public static final long UNKNOWN = -1;

    private final String verb;
    private final DataEndpoint endpoint;
    private final Pace pace;
    private final long startedAt = System.nanoTime();
    private volatile String path = "";
    private volatile long size = UNKNOWN;
    private volatile String sha256 = "";
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable DataChannel channel;
    private @Nullable Runnable atAbort;
    private boolean aborted;

    /** Work that STAT shows and ABOR ends as if it were a transfer, though no bytes cross the network. */
    public Transfer(String verb, DataEndpoint endpoint) {
        this(verb, endpoint, Pace.FREE);
    }

    /**
     * A transfer that begins now.
     *
     * @param verb the command that began it, for STAT
     * @param pace the limits that its bytes wait for
     */
    public Transfer(String verb, DataEndpoint endpoint, Pace pace) {
        this.verb = verb;
        this.endpoint = endpoint;
        this.pace = pace;
    }

    /**
     * Waits for the data connection.
     *
     * @throws DataFailure as {@link DataEndpoint#open}; ABORTED also when ABOR came first
     */
    public DataChannel open(ProtectionLevel protection) throws DataFailure {
        checkNotAborted();
        var opened = new PacedChannel(endpoint.open(protection), pace);
        synchronized (this) {
            channel = opened;
            if (aborted) {
                opened.abort();
            }
        }
        return opened;
    }

    /** Ends it now, whatever it waits on; its command then replies 426 (RFC 959 §4.1.3, ABOR). */
    public synchronized void abort() {
        aborted = true;
        endpoint.abort();
        if (channel != null) {
            channel.abort();
        }
        if (atAbort != null) {
            atAbort.run();
        }
    }

    /** What ABOR is to end beside the connection, from now on; it is ended at once where ABOR came before. */
    public synchronized void whenAborted(Runnable action) {
        atAbort = action;
        if (aborted) {
            action.run();
        }
    }

    /**
     * To be asked before the point of no return: an upload that was aborted is not committed, even if all of it came.
     *
     * @throws DataFailure ABORTED
     */
    public synchronized void checkNotAborted() throws DataFailure {
        if (aborted) {
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
        }
    }

    /** Counts bytes of the file, before any translation. */
    public void moved(long count) {
        bytes.addAndGet(count);
    }

    /** Whether the server connects to the client (PORT, EPRT). */
    public boolean isActive() {
        return endpoint instanceof ActiveEndpoint;
    }

    /** Bytes of the file moved so far. */
    public long bytes() {
        return bytes.get();
    }

    /** Time since the command began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    public String verb() {
        return verb;
    }

    /**
     * Tells which file it is.
     *
     * @param virtual its path as the user sees it
     */
    public void isOf(String virtual) {
        path = virtual;
    }

    /** Tells how many bytes of the file will move. */
    public void expect(long bytesToMove) {
        size = bytesToMove;
    }

    /**
     * Tells the hash of the whole file.
     *
     * @param hex in lower-case digits
     */
    public void isHashed(String hex) {
        sha256 = hex;
    }

    /** The SHA-256 of the whole file in lower-case digits; empty where nobody has computed it. */
    public String sha256() {
        return sha256;
    }

    /** The file as the user sees it; empty for a listing. */
    public String path() {
        return path;
    }

    /** How many bytes will move, or {@link #UNKNOWN}. */
    public long size() {
        return size;
    }

    /** Frees the data connection: it serves one transfer. */
    @Override
    public synchronized void close() {
        if (channel != null) {
            channel.close();
        }
        endpoint.abort();
    }
}
