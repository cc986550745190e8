package dev.ftpsd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A data connection's TLS for long transfers, with fewer copies than an engine makes. To receive, it reads the socket by itself. To
 * send, it gives its own memory out, with as many records in it as there is room for: a call of the system for each record costs more
 * than a copy.
 *
 * <p>Begin with one of {@link #readFrom} and {@link #beginEncrypting}; until {@link #close()} the engine moves no bytes in that
 * direction. It waits for nothing: the descriptor has to be one that never blocks. One thread at a time.
 */
public interface TlsSocket extends AutoCloseable {

    /** The room for what is encrypted and not taken yet, at the beginning. */
    int FIRST_ROOM = 64 * 1024;

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

    /** Encrypts from here on into memory of its own. All that the engine has written must have been taken from it. */
    void beginEncrypting();

    /**
     * Decrypts into a direct buffer, as much as has come and there is room for.
     *
     * @return how many octets, or one of the constants above
     * @throws IOException if the connection is broken, the client breaks the protocol, or the engine is closed
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Changes the room for what is encrypted and not taken yet. All of that must have been taken, and sent.
     *
     * @param plainOctets how much it is before it is encrypted, 1 or more
     * @throws IOException if the engine is closed
     */
    void makeRoom(int plainOctets) throws IOException;

    /**
     * Encrypts all of a direct buffer, behind what has been encrypted and not been taken.
     *
     * @param source no more than there is room for, which is reckoned for full records: a multiple of 16 KiB in all calls but the last
     * @throws IOException if the engine is closed
     */
    void encrypt(ByteBuffer source) throws IOException;

    /**
     * Takes all that has been encrypted.
     *
     * @return what is to be sent, before the next call of any method: native memory, which nobody may touch after that
     * @throws IOException if the engine is closed
     */
    ByteBuffer takeEncrypted() throws IOException;

    /** Leaves the socket, and lets the engine go on with its buffers. Any number of times. */
    @Override
    void close();
}
