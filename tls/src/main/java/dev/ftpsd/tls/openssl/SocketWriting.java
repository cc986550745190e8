package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import javax.net.ssl.SSLException;

/** Where a long download's records are made: see {@link dev.ftpsd.tls.TlsSocket}. Under the engine's lock. */
sealed interface SocketWriting permits RingWriting, RecordWriting {

    /** As {@link dev.ftpsd.tls.TlsSocket#makeRoom}. */
    void makeRoom(int plainOctets);

    /** Encrypts all of it, behind what has not been taken. */
    void encrypt(MemorySegment plain) throws SSLException;

    /** All that has been encrypted: it stays until the next call. */
    MemorySegment take();

    /**
     * Leaves the connection.
     *
     * @param isFreed whether it is there no more
     */
    void close(boolean isFreed);
}
