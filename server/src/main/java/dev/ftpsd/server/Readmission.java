package dev.ftpsd.server;

import java.time.Instant;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;

/**
 * What a reload means for those who are logged in: new rights hold from the next command; whoever may not log in any more, or
 * would find another home, gets 421 when the current transfer is done. All others notice nothing.
 */
final class Readmission {

    private static final Reply FAREWELL =
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "Your account has been changed; log in again.");

    private final UserDirectory users;
    private final Instant now;

    Readmission(UserDirectory users, Instant now) {
        this.users = users;
        this.now = now;
    }

    void apply(SessionRegistry sessions) {
        sessions.all().forEach(session -> session.loggedIn().ifPresent(in -> apply(session, in)));
    }

    private void apply(Session session, LoginState.LoggedIn in) {
        var before = in.account();
        var record = users.find(before.name());
        var stays = record.filter(user -> user.admission().bar(now, session.peer()).isEmpty())
                .map(user -> user.account())
                .filter(account -> account.home().equals(before.home()));
        stays.ifPresentOrElse(session::changed, () -> session.control().closeWhenIdle(FAREWELL));
    }
}
