package dev.ftpsd.server;

import java.time.Instant;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.SecuritySettings;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;

/**
 * What a reload, and the passing of time, mean for those who are logged in: new rights hold from the next command; whoever may not log in any more, or
 * would find another home, gets 421 when the current transfer is done. All others notice nothing.
 */
final class Readmission {

    private static final Reply CHANGED =
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "Your account has been changed; log in again.");
    private static final Reply DENIED = Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, FrontDoor.DENIED);
    private static final Reply TIME_IS_UP =
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "Your time here is up; goodbye.");

    private final UserDirectory users;
    private final Instant now;

    Readmission(UserDirectory users, Instant now) {
        this.users = users;
        this.now = now;
    }

    /** @param security says whose addresses are denied: they go, logged in or not */
    void apply(SessionRegistry sessions, SecuritySettings security) {
        for (var session : sessions.all()) {
            if (security.denies(session.peer())) {
                session.control().closeWhenIdle(DENIED);
            } else {
                apply(session);
            }
        }
    }

    /** The same for one session. */
    void apply(Session session) {
        session.loggedIn().ifPresent(in -> apply(session, in));
    }

    private void apply(Session session, LoginState.LoggedIn in) {
        var before = in.account();
        var record = users.find(before.name());
        var stays = record.filter(user -> user.admission().bar(now, session.peer()).isEmpty())
                .filter(user -> !user.proofs().wantsCertificate()
                        || user.proofs().recognises(session.certificates()))
                .map(user -> user.account())
                .filter(account -> account.home().equals(before.home()) && account.links().equals(before.links()));
        stays.ifPresentOrElse(session::changed, () -> session.control().closeWhenIdle(CHANGED));
    }

    /** Whoever's validity or hours have ended goes, when the current transfer is done. */
    void endOverdue(SessionRegistry sessions) {
        sessions.all().forEach(session -> session.loggedIn()
                .flatMap(in -> users.find(in.account().name()))
                .flatMap(user -> user.admission().bar(now, session.peer()))
                .ifPresent(_ -> session.control().closeWhenIdle(TIME_IS_UP)));
    }
}
