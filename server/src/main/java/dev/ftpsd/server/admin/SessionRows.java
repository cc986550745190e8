package dev.ftpsd.server.admin;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.transfer.Transfer;

/** What {@code who} tells of each session, in the words of its JSON. */
public final class SessionRows {

    private SessionRows() {}

    /** One map a session, the oldest first. */
    public static List<Map<String, Object>> of(List<Session> sessions) {
        return sessions.stream().sorted(Comparator.comparingLong(Session::number)).map(SessionRows::row).toList();
    }

    private static Map<String, Object> row(Session session) {
        var row = new LinkedHashMap<String, Object>();
        row.put("session", session.number());
        row.put("user", session.state().login() instanceof LoginState.LoggedIn in ? in.account().name() : "");
        row.put("address", session.client().getAddress().getHostAddress());
        row.put("listener", session.listener().name());
        row.put("tls", session.security().version().orElse("none"));
        row.put("since", session.since().truncatedTo(ChronoUnit.SECONDS).toString());
        row.put("idle-seconds", session.transfer().isPresent() ? 0L : session.slot().activity().idle().toSeconds());
        row.put("last-command", session.slot().activity().lastVerb());
        session.transfer().ifPresent(transfer -> row.put("transfer", transfer(transfer)));
        return row;
    }

    private static Map<String, Object> transfer(Transfer transfer) {
        var row = new LinkedHashMap<String, Object>();
        var millis = Math.max(1, transfer.elapsed().toMillis());
        row.put("command", transfer.verb());
        row.put("path", transfer.path());
        row.put("bytes", transfer.bytes());
        if (transfer.size() != Transfer.UNKNOWN) {
            row.put("of-bytes", transfer.size());
        }
        row.put("bytes-per-second", transfer.bytes() * 1000 / millis);
        return row;
    }
}
