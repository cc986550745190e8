package dev.ftpsd.server.hook;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many calls run at once. Unlike with a semaphore, who waits for a place goes when the call is broken off. Any thread. */
final class Slots {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int free;

    Slots(int count) {
        this.free = count;
    }

    /**
     * Waits for a place.
     *
     * @return false if none has become free in time, or the call was broken off before
     */
    boolean take(Duration timeout, Call call) throws InterruptedException {
        call.endsBy(this::wake);
        lock.lockInterruptibly();
        try {
            var left = timeout.toNanos();
            while (free == 0 && left > 0 && !call.isBroken()) {
                left = changed.awaitNanos(left);
            }
            if (free == 0 || call.isBroken()) {
                return false;
            }
            free--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void give() {
        lock.lock();
        try {
            free++;
            // One that is broken off may be woken as well, and takes no place.
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
