package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Native buffers of one size that transfers use one after the other. A buffer that is thrown away stays until the garbage
 * collector comes by, which has no reason to hurry: at 200 small files a second, 50 MiB a second would wait for it.
 *
 * <p>For use by any number of threads. At most 32 lie idle; whoever gives back one more leaves it to the collector.
 */
final class DirectBuffers {

    private static final int IDLE = 32;

    private final int octets;
    private final BlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(IDLE);

    /** @param octets the size of each, 1 or more */
    DirectBuffers(int octets) {
        this.octets = octets;
    }

    /** One that is cleared, and the caller's own until {@link #giveBack}. */
    ByteBuffer take() {
        var used = idle.poll();
        return used == null ? ByteBuffer.allocateDirect(octets) : used.clear();
    }

    /** Only once for each that was taken, and never while anyone may still read or fill it. */
    void giveBack(ByteBuffer buffer) {
        idle.offer(buffer);
    }
}
