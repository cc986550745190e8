package dev.ftpsd.server.audit;

import java.time.Duration;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What a client can bring about as often as it likes is written as often as an administrator can read: 20 lines of a session or a hook
 * and 100 of an address at once, then one every five seconds and one a second; {@code left-out} tells how many were not written. Any
 * thread.
 */
final class LineLimits {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.events");

    private final LineLimit ofSession = new LineLimit(20, Duration.ofSeconds(5), System::nanoTime);
    private final LineLimit ofAddress = new LineLimit(100, Duration.ofSeconds(1), System::nanoTime);

    /** Writes a line of a session, unless it or its address has had too many. */
    void ofSession(EventLog.Who who, Runnable line) {
        limited("session", Long.toString(who.session()), ofSession, () -> ofAddress(who.from(), line));
    }

    /** Writes a line of an address, of which there is no session. */
    void ofAddress(String address, Runnable line) {
        limited("from", LineLimit.networkOf(address), ofAddress, line);
    }

    /** Writes a line of a hook. */
    void ofHook(String hook, Runnable line) {
        limited("hook", hook, ofSession, line);
    }

    private static void limited(String kind, String origin, LineLimit limit, Runnable line) {
        limit.admits(origin).ifPresent(leftOut -> {
            if (leftOut > 0) {
                LOG.warn(new Fact("left-out").word(kind, origin).number("lines", leftOut));
            }
            line.run();
        });
    }
}
