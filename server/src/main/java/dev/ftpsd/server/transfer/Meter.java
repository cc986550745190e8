package dev.ftpsd.server.transfer;

import java.util.concurrent.atomic.LongAdder;

/** Counts all bytes that data connections carry, listings included, while they move. Any thread. */
public final class Meter {

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    void received(long bytes) {
        received.add(bytes);
    }

    void sent(long bytes) {
        sent.add(bytes);
    }

    /** Bytes that clients have sent, since the start. */
    public long received() {
        return received.sum();
    }

    /** Bytes that clients were sent, since the start. */
    public long sent() {
        return sent.sum();
    }
}
