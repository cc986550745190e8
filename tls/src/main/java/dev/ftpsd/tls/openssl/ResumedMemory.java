package dev.ftpsd.tls.openssl;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** What a resumed connection holds outside of Java's heap. It knows nothing of the engine, which could otherwise never become unreachable. */
final class ResumedMemory implements Runnable {

    private static final AtomicInteger LIVE = new AtomicInteger();

    private final ResumedHandshake handshake;
    private volatile @Nullable NumberedCipher finishing;
    private volatile @Nullable RecordReader reader;
    private volatile @Nullable RecordWriter writer;

    ResumedMemory(ResumedHandshake handshake) {
        this.handshake = handshake;
        LIVE.incrementAndGet();
    }

    /** How many are not freed yet. */
    static int live() {
        return LIVE.get();
    }

    /** Makes what the client's Finished is opened by, and what opens and makes records behind it, once the keys are agreed on. */
    void prepare() {
        // One by one, so that what is there is freed where there is no memory for the next.
        var write = new RecordWriter(handshake.serverKeys(), 0);
        writer = write;
        reader = new RecordReader(handshake.clientKeys(), 0, write::demandUpdate);
        finishing = NumberedCipher.decrypting(handshake.finishingKeys(), 0);
    }

    /** What opens the client's Finished; null before the ServerHello, and behind {@link #finish}. */
    @Nullable
    NumberedCipher finishing() {
        return finishing;
    }

    /** The client has finished. */
    void finish() {
        var done = finishing;
        finishing = null;
        if (done != null) {
            done.free();
        }
    }

    /** Null before the ServerHello. */
    @Nullable
    RecordReader reader() {
        return reader;
    }

    /** As {@link #reader}. */
    @Nullable
    RecordWriter writer() {
        return writer;
    }

    /** Frees it; called once. */
    @Override
    public void run() {
        finish();
        var read = reader;
        var write = writer;
        if (read != null) {
            read.free();
        }
        if (write != null) {
            write.free();
        }
        handshake.free();
        LIVE.decrementAndGet();
    }
}
