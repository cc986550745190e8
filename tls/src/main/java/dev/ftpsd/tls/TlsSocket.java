package dev.ftpsd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A data connection's TLS straight on a socket: the library reads and writes the descriptor by itself, so that nothing is copied
 * from one buffer to another. For long transfers. It waits for nothing: the descriptor has to be one that never blocks.
 *
 * <p>Begin with one of {@link #readFrom} and {@link #writeTo}; until {@link #close()} the engine moves no bytes in that direction.
 * One thread at a time.
 */
public interface TlsSocket extends AutoCloseable {

    /** {@link #read}: nothing more has come yet. */
    int NOTHING_YET = 0;
    /** {@link #read}: close_notify has come. */
    int CLOSED = -1;
    /** {@link #read}: FIN has come without close_notify. The connection can still send. */
    int TRUNCATED = -2;

    /**
     * Reads from here on from a socket.
     *
     * @param descriptor of the socket, open until {@link #close()}
     * @param arrived what has been read from it and has not been given to the engine
     */
    void readFrom(int descriptor, ByteBuffer arrived);

    /**
     * Writes from here on to a socket. All that the engine has written must have been taken from it.
     *
     * @param descriptor of the socket, open until {@link #close()}
     */
    void writeTo(int descriptor);

    /**
     * Decrypts into a direct buffer, as much as has come and there is room for.
     *
     * @return how many octets, or one of the constants above
     * @throws IOException if the connection is broken, the client breaks the protocol, or the engine is closed
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Encrypts and sends all of a direct buffer.
     *
     * @return false when there was no room for all: the very same bytes have to be given again when there is some
     * @throws IOException if the connection is broken or the engine is closed
     */
    boolean write(ByteBuffer source) throws IOException;

    /** Leaves the socket, and lets the engine go on with its buffers. Any number of times. */
    @Override
    void close();
}
