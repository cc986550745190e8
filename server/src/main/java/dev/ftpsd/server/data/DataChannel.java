package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * An open data connection, for a thread that may wait. One thread sends or receives; {@link #abort()} may come from any.
 */
public interface DataChannel extends AutoCloseable {

    /** The size of the buffer that {@link #buffer()} gives: four TLS records. */
    int BUFFER_SIZE = 64 * 1024;

    /** {@link #sendFile}: nothing was sent; the next bytes have to go through {@link #buffer()}. It may be possible later on. */
    long CANNOT = -1;

    /** How the connection is protected, for people: {@code none}, or version, cipher suite and whether a session was resumed. */
    default String protection() {
        return "none";
    }

    /** The buffer to fill for the next {@link #send()}; it keeps what was put in until then. */
    ByteBuffer buffer();

    /**
     * Sends what is in {@link #buffer()}, and waits while the client is slower than we are. A full buffer may be held back until
     * the next ones, {@link #rest()} or the end.
     *
     * @throws DataFailure BROKEN, also when nothing moved for the stall timeout; ABORTED
     */
    void send() throws DataFailure;

    /**
     * Sends bytes of a file without copying them, and waits while the client is slower than we are. Nothing may be in
     * {@link #buffer()}.
     *
     * @param position of the first byte, from the start of the file
     * @param count how many at most, 1 or more
     * @return how many have been sent, at least 1; 0 at the end of the file; {@link #CANNOT}
     * @throws DataFailure as {@link #send()}
     */
    default long sendFile(FileChannel file, long position, long count) throws DataFailure {
        return CANNOT;
    }

    /**
     * Receives bytes into {@code target}, waiting for at least one.
     *
     * @return the number of bytes, or -1 when the client has ended the transfer properly
     * @throws DataFailure BROKEN, also when a protected connection ends without close_notify (the file may be cut short) and
     *         when nothing came for the stall timeout; ABORTED
     */
    int receive(ByteBuffer target) throws DataFailure;

    /**
     * The transfer is about to wait, or may be, for something else than its client: what {@link #send()} has held back leaves, and others
     * move their bytes meanwhile. By the thread that sends or receives.
     *
     * @throws DataFailure as {@link #send()}
     */
    void rest() throws DataFailure;

    /**
     * Ends our side: close_notify under TLS, then FIN, and waits until both have left, unless all that mattered has been received. The
     * client's answer is not waited for; what it still sends is drained for two seconds and dropped.
     *
     * @throws DataFailure BROKEN if the last bytes did not leave
     */
    void finish() throws DataFailure;

    /** Breaks the connection without close_notify, so that what was cut short does not look whole. From any thread. */
    void abort();

    /** Lets go: an aborted connection unless {@link #finish()} came before. */
    @Override
    void close();
}
