package dev.ftpsd.server.session;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one session has moved since its login. Counted by its commands, read by any thread. */
public final class Totals {

    private final AtomicLong filesIn = new AtomicLong();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong filesOut = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private volatile Instant since = Instant.now();

    /** Somebody logs in. */
    public void begin() {
        since = Instant.now();
    }

    /** When that was; before the first login, when the client came. */
    public Instant since() {
        return since;
    }

    /**
     * Counts an upload.
     *
     * @param bytes of the file that came
     * @param whole whether it came to its end
     */
    public void received(long bytes, boolean whole) {
        bytesIn.addAndGet(bytes);
        filesIn.addAndGet(whole ? 1 : 0);
    }

    /**
     * Counts a download.
     *
     * @param bytes of the file that went
     * @param whole whether it went to its end
     */
    public void sent(long bytes, boolean whole) {
        bytesOut.addAndGet(bytes);
        filesOut.addAndGet(whole ? 1 : 0);
    }

    /** Another user comes. */
    void forget() {
        List.of(filesIn, bytesIn, filesOut, bytesOut).forEach(count -> count.set(0));
    }

    public long filesIn() {
        return filesIn.get();
    }

    public long bytesIn() {
        return bytesIn.get();
    }

    public long filesOut() {
        return filesOut.get();
    }

    public long bytesOut() {
        return bytesOut.get();
    }
}
