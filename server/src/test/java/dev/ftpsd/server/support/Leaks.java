package dev.ftpsd.server.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Netty's leak detector, which remembers what it finds. The system property {@code io.netty.customResourceLeakDetector} names it
 * in the tests of this module, before Netty is loaded.
 */
public final class Leaks<T> extends ResourceLeakDetector<T> {

    private static final List<String> FOUND = new CopyOnWriteArrayList<>();
    private static final int ROUNDS = 5;

    /** Called by Netty. */
    public Leaks(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** Netty looks for this one too, and calls the other. */
    public Leaks(Class<?> type, int samplingInterval, long ignored) {
        this(type, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        FOUND.add(type + records);
        super.reportTracedLeak(type, records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        FOUND.add(type);
        super.reportUntracedLeak(type);
    }

    /** Fails when a buffer was lost by now without being released. The detector looks when the next buffer is made. */
    public static void assertNone() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            Thread.sleep(20);
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
        assertEquals("", String.join("\n", FOUND), "buffers that were lost, and where they were last used");
    }
}
