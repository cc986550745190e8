package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import org.jspecify.annotations.Nullable;

/**
 * A data connection whose bytes wait until the limits allow them. Here is the one place that all bytes of all transfers and
 * listings pass, so that no command can forget to ask.
 */
final class PacedChannel implements DataChannel {

    private final DataChannel channel;
    private final Share sending;
    private final Share receiving;
    private final Meter meter;
    private @Nullable ByteBuffer filling;
    private boolean aborted;

    PacedChannel(DataChannel channel, Pace pace) {
        this.channel = channel;
        this.sending = new Share(pace.downloads());
        this.receiving = new Share(pace.uploads());
        this.meter = pace.meter();
    }

    @Override
    public String protection() {
        return channel.protection();
    }

    @Override
    public ByteBuffer buffer() {
        var buffer = channel.buffer();
        if (buffer.position() == 0) {
            buffer.limit(sending.pieceOf(buffer.capacity()));
        }
        filling = buffer;
        return buffer;
    }

    @Override
    public void send() throws DataFailure {
        awaitSending();
        channel.send();
    }

    @Override
    public long sendFile(FileChannel file, long position, long count) throws DataFailure {
        var allowed = sending.allowance((int) Math.min(count, Integer.MAX_VALUE), this::pause);
        var sent = channel.sendFile(file, position, allowed);
        if (sent > 0) {
            sending.spend((int) sent);
            meter.sent(sent);
        }
        return sent;
    }

    private void awaitSending() throws DataFailure {
        var left = filling == null ? 0 : filling.position();
        filling = null;
        meter.sent(left);
        while (left > 0) {
            var now = sending.allowance(left, this::pause);
            sending.spend(now);
            left -= now;
        }
    }

    @Override
    public int receive(ByteBuffer target) throws DataFailure {
        var allowed = receiving.allowance(target.remaining(), this::pause);
        var limit = target.limit();
        target.limit(target.position() + allowed);
        try {
            var count = channel.receive(target);
            receiving.spend(Math.max(0, count));
            meter.received(Math.max(0, count));
            return count;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public void rest() throws DataFailure {
        channel.rest();
    }

    @Override
    public void finish() throws DataFailure {
        awaitSending();
        channel.finish();
    }

    private void pause(long nanoseconds) throws DataFailure {
        if (nanoseconds > 0) {
            // Alone: it may wait for the client, and an abort must not wait for that.
            rest();
        }
        sleep(nanoseconds);
    }

    private synchronized void sleep(long nanoseconds) throws DataFailure {
        var end = System.nanoTime() + nanoseconds;
        var left = nanoseconds;
        try {
            while (!aborted && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
        if (aborted) {
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
        }
    }

    @Override
    public void abort() {
        synchronized (this) {
            aborted = true;
            notifyAll();
        }
        channel.abort();
    }

    @Override
    public void close() {
        sending.close();
        receiving.close();
        channel.close();
    }
}
