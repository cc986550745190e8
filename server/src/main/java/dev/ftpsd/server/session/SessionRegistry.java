package dev.ftpsd.server.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The sessions that are there now. Safe for use by any thread. */
public final class SessionRegistry {

    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Enters a session.
     *
     * @param most how many there may be; 0 means no limit
     * @return false when it is one too many; it is not entered then
     */
    public boolean enter(Session session, int most) {
        if (count.incrementAndGet() > most && most > 0) {
            count.decrementAndGet();
            return false;
        }
        sessions.put(session.number(), session);
        return true;
    }

    /** Takes it out; safe to call twice. */
    public void leave(Session session) {
        if (sessions.remove(session.number()) != null) {
            count.decrementAndGet();
        }
    }

    /** A snapshot of those that are there, in no order. */
    public List<Session> all() {
        return List.copyOf(sessions.values());
    }

    public int count() {
        return count.get();
    }
}
