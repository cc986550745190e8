package dev.ftpsd.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.ftpsd.server.admin.socket.Streamed;
import dev.ftpsd.server.audit.Trace;
import dev.ftpsd.server.audit.TraceLine;

/** The lines of a trace until its time is over, its session has ended or the server does; the last one says which. */
final class TraceRows implements Streamed.Rows {

    /** How soon the end of a session is seen, and what was said of that end before. */
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Trace trace;
    private final BooleanSupplier goesOn;
    private final long deadline;
    private boolean over;

    /**
     * @param goesOn false when there is nothing more to be seen
     * @param time how long; empty for ever
     */
    TraceRows(Trace trace, BooleanSupplier goesOn, Optional<Duration> time) {
        this.trace = trace;
        this.goesOn = goesOn;
        this.deadline = System.nanoTime() + time.orElse(FOR_EVER).toNanos();
    }

    @Override
    public Optional<Map<String, Object>> next() throws InterruptedException {
        while (!over) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                return last("the time is over");
            }
            // Asked before the line is waited for: what was said until then is told.
            var stopping = trace.isClosed();
            var ended = !goesOn.getAsBoolean();
            var line = trace.poll(left.compareTo(STEP) < 0 ? left : STEP);
            if (line.isPresent()) {
                return line.map(TraceLine::json);
            }
            if (stopping) {
                return last("the server is stopping");
            }
            if (ended) {
                return last("the session has ended");
            }
        }
        return Optional.empty();
    }

    private Optional<Map<String, Object>> last(String reason) {
        over = true;
        trace.close();
        return Optional.of(TraceLine.end(reason).json());
    }

    @Override
    public void close() {
        trace.close();
    }
}
