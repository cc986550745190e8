package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a long upload's records are opened: see {@link dev.ftpsd.tls.TlsSocket}. Under the engine's lock. */
sealed interface SocketReading permits OpenSslReading, RecordReading {

    /** As {@link dev.ftpsd.tls.TlsSocket#read}; what has been decrypted counts, and its end will be met again. */
    int read(ByteBuffer target) throws IOException;

    /**
     * Leaves the connection.
     *
     * @param isFreed whether it is there no more
     */
    void close(boolean isFreed);
}
