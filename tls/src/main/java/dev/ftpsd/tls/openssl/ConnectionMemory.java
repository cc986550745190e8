package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** The native side of a connection. It knows nothing of the connection itself, which could otherwise never become unreachable. */
final class ConnectionMemory implements Runnable {

    private static final AtomicInteger LIVE = new AtomicInteger();

    private final MemorySegment ssl;
    private volatile @Nullable Outgoing outgoing;

    ConnectionMemory(MemorySegment ssl) {
        this.ssl = ssl;
        LIVE.incrementAndGet();
    }

    /** How many are not freed yet. */
    static int live() {
        return LIVE.get();
    }

    /** Where what goes to the client is made; null as long as that is OpenSSL. */
    @Nullable
    Outgoing outgoing() {
        return outgoing;
    }

    void own(Outgoing made) {
        outgoing = made;
    }

    /** Frees it; called once. */
    @Override
    public void run() {
        // A connection that ends without close_notify would take its session out of the cache, and with it the right of
        // other data connections to resume it.
        Ssl.setShutdown(ssl, Ssl.SHUTDOWN_BOTH);
        Ssl.free(ssl);
        var own = outgoing;
        if (own != null) {
            own.free();
        }
        LIVE.decrementAndGet();
    }
}
