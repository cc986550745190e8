package dev.ftpsd.tls.openssl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.ftpsd.tls.SessionIdentity;

/**
 * Which control connections' transfers are long: of these OpenSSL tells what they are encrypted with, which costs OpenSSL 3.0 a
 * twentieth of a handshake. Whose last one was short is taken to go on so. Any thread.
 */
final class LongTransfers {

    private final Map<SessionIdentity, Boolean> isLast = new ConcurrentHashMap<>();

    /** A control connection begins; nothing is known of its transfers. */
    void begin(SessionIdentity control) {
        isLast.put(control, true);
    }

    /** Its last transfer was long, or not. */
    void was(SessionIdentity control, boolean isLong) {
        isLast.replace(control, isLong);
    }

    /** Whether its next transfer is taken to be long; never if the control connection has gone. */
    boolean isNext(SessionIdentity control) {
        return isLast.getOrDefault(control, false);
    }

    /** The control connection has gone. */
    void end(SessionIdentity control) {
        isLast.remove(control);
    }

    /** How many control connections there are. */
    int count() {
        return isLast.size();
    }
}
