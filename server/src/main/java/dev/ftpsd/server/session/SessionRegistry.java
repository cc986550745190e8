package dev.ftpsd.server.session;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.Account;
import dev.ftpsd.server.data.ClientNetwork;

/**
 * The sessions that are there now, and how many there may be. Safe for use by any thread; held for look-ups only.
 *
 * <p>An address is one of IPv4, or an IPv6 /64: that is what one customer is given, and chooses addresses from at will. For
 * single IPv6 addresses a limit would limit nobody.
 */
public final class SessionRegistry {

    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    /** What became of a session that came. */
    public enum Entry {
        ENTERED, TOO_MANY, TOO_MANY_OF_ADDRESS
    }

    /** What became of a login: its client may have left while its password was looked at. */
    public enum Login {
        IN, TOO_MANY_OF_USER, GONE
    }

    /**
     * Enters a session, unless it is one too many.
     *
     * @param most how many there may be in all; 0 means no limit
     * @param mostOfAddress how many of one address; 0 means no limit
     */
    public synchronized Entry enter(Session session, int most, int mostOfAddress) {
        var address = addressOf(session);
        if (most > 0 && sessions.size() >= most) {
            return Entry.TOO_MANY;
        }
        if (mostOfAddress > 0 && byAddress.getOrDefault(address, 0) >= mostOfAddress) {
            return Entry.TOO_MANY_OF_ADDRESS;
        }
        sessions.put(session.number(), session);
        byAddress.merge(address, 1, Integer::sum);
        return Entry.ENTERED;
    }

    /** Takes it out; safe to call twice. */
    public synchronized void leave(Session session) {
        if (sessions.remove(session.number()) != null) {
            byAddress.computeIfPresent(addressOf(session), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * Logs a user in, unless there are too many sessions of that user; whoever logs out or leaves counts no more.
     *
     * @param session to be logged in
     * @param most how many there may be; 0 means no limit
     * @param login puts the session's new state in place; called while no other session logs in, so it waits for nothing
     * @return what became of it; {@code login} is called when it is {@link Login#IN}
     */
    public synchronized Login logIn(Session session, String user, int most, Runnable login) {
        if (!sessions.containsKey(session.number())) {
            return Login.GONE;
        }
        if (most > 0 && countOf(user) >= most) {
            return Login.TOO_MANY_OF_USER;
        }
        login.run();
        return Login.IN;
    }

    private long countOf(String user) {
        return sessions.values().stream().flatMap(session -> session.loggedIn().stream())
                .filter(in -> in.account().name().equals(user)).count();
    }

    /** The account with which a session of that user has logged in, if one is there: also of a user who has been removed since. */
    public synchronized Optional<Account> accountOf(String user) {
        return sessions.values().stream().flatMap(session -> session.loggedIn().stream())
                .map(LoginState.LoggedIn::account)
                .filter(account -> account.name().equals(user)).findFirst();
    }

    /** A snapshot of those that are there, in the order in which they came. */
    public synchronized List<Session> all() {
        return List.copyOf(sessions.values());
    }

    public synchronized int count() {
        return sessions.size();
    }

    private static InetAddress addressOf(Session session) {
        return ClientNetwork.of(session.peer());
    }
}
