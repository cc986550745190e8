package dev.ftpsd.server.command.login;

import java.time.Duration;

import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.BanList;
import dev.ftpsd.auth.Credentials;
import dev.ftpsd.auth.LoginThrottle;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.auth.Verdict;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.LoginRefusal;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.LoginState;

/** PASS (RFC 959 §4.1.1). A password may be empty and may hold blanks; it is wiped when it has been looked at. */
public final class Pass implements Command<Secret> {

    private static final Outcome BANNED = new Outcome.ThenClose(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
            "Too many failed logins from your address; try again later."));
    private static final int LONGEST_ADDRESS = 254; // RFC 5321 §4.5.3.1.3, without the brackets

    private final Authenticator authenticator;
    private final LoginThrottle throttle;
    private final BanList bans;
    private final Logins logins;
    private final EventLog events;

    public Pass(Authenticator authenticator, LoginThrottle throttle, BanList bans, Logins logins, EventLog events) {
        this.authenticator = authenticator;
        this.throttle = throttle;
        this.bans = bans;
        this.logins = logins;
        this.events = events;
    }

    @Override
    public Outcome execute(CommandContext context, Secret password) {
        try (password) {
            return switch (context.state().login()) {
                case LoginState.Nobody() -> Outcome.replied(ReplyCode.BAD_SEQUENCE, "Send USER first.");
                case LoginState.LoggedIn in -> Outcome.replied(ReplyCode.BAD_SEQUENCE, "You are logged in.");
                case LoginState.UserGiven(var user) -> logIn(context, user, password);
            };
        }
    }

    private Outcome logIn(CommandContext context, String user, Secret password) {
        var session = context.session();
        pause(throttle.pause(user, session.peer()));
        if (bans.isBanned(session.peer())) {
            // Banned by another session of this address: those that are open already must not go on guessing.
            return BANNED;
        }
        var verdict = authenticator.withPassword(
                new Credentials.WithPassword(user, session.peer(), session.certificates(), password,
                        session.security().hasCodeDialogue()));
        if (bans.isBanned(session.peer())) {
            // Many were asked at the same moment: those behind the last one that was allowed learn nothing, right or wrong.
            return BANNED;
        }
        return switch (verdict) {
            case Verdict.Accepted(var account) -> {
                throttle.succeeded(user, session.peer());
                if (account.anonymous()) {
                    events.anonymous(session.who(), mailAddress(password));
                }
                yield logins.accept(context, account, ReplyCode.USER_LOGGED_IN);
            }
            case Verdict.Rejected(var reason) when reason == Verdict.Reason.OVERLOADED ->
                    new Outcome.ThenClose(
                            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "Too many logins at once; try again."));
            case Verdict.Rejected(var reason) -> {
                events.loginRefused(session.who(), LoginRefusal.of(reason));
                var ban = bans.failed(session.peer());
                ban.ifPresent(made -> events.banned(session.who(), made.network().toString(), made.until()));
                pause(throttle.failed(user, session.peer()));
                yield ban.isPresent() ? BANNED : logins.incorrect(context);
            }
            case Verdict.PasswordNeeded(),Verdict.ChallengeNeeded _ ->
                    Outcome.replied(ReplyCode.BAD_SEQUENCE, "Send USER again.");
        };
    }

    /** Guests say who they are by their password (RFC 1635 §2); it is no secret. */
    private static String mailAddress(Secret password) {
        return password.length() > LONGEST_ADDRESS ? "" : new String(password.toCharArray());
    }

    /** Nothing but this command's own thread waits. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
