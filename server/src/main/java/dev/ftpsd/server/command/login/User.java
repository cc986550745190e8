package dev.ftpsd.server.command.login;

import java.util.function.Supplier;

import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.Credentials;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.Verdict;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.LoginRefusal;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.LoginState;

/** USER (RFC 959 §4.1.1): the answer is the same for every name, so that it does not tell which exist (RFC 2577 §7). */
public final class User implements Command<String> {

    /** No account's name is longer than 64; a client's mistake may be. */
    private static final int LONGEST_NAME = 256;

    private final Authenticator authenticator;
    private final Supplier<UserDirectory> users;
    private final Logins logins;
    private final EventLog events;

    /** @param users those in force now */
    public User(Authenticator authenticator, Supplier<UserDirectory> users, Logins logins, EventLog events) {
        this.authenticator = authenticator;
        this.users = users;
        this.logins = logins;
        this.events = events;
    }

    @Override
    public Outcome execute(CommandContext context, String name) {
        var session = context.session();
        if (session.loggedIn().isPresent()) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE,
                    "You are logged in; QUIT and connect again for another user.");
        }
        if (name.length() > LONGEST_NAME) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                    "A user name has at most " + LONGEST_NAME + " characters.");
        }
        if (!session.isSecured() && needsTls(context)) {
            events.loginRefused(session.who(), LoginRefusal.TLS_REQUIRED);
            return logins.refused(context, "TLS is required: send AUTH TLS first (explicit FTP over TLS).");
        }

        // From here on a refusal is of this name, for the log too.
        context.update(state -> state.withLogin(new LoginState.UserGiven(name)));
        var verdict = authenticator.named(new Credentials.Named(name, session.peer(), session.certificates(),
                session.security().hasCodeDialogue()));
        return switch (verdict) {
            case Verdict.Accepted(var account) -> logins.accept(context, account, ReplyCode.LOGGED_IN_BY_SECURITY_DATA);
            case Verdict.PasswordNeeded() -> Outcome.replied(ReplyCode.PASSWORD_NEEDED,
                    "Give me your password, please.");
            case Verdict.ChallengeNeeded(var challenge) ->
                    Outcome.replied(ReplyCode.CHALLENGE, challenge);
            case Verdict.Rejected(var reason) -> {
                events.loginRefused(session.who(), LoginRefusal.of(reason));
                yield logins.incorrect(context);
            }
        };
    }

    /** No password crosses the line in clear where nobody may log in without TLS; who may is not told by the name. */
    private boolean needsTls(CommandContext context) {
        return context.session().listener().tls() == TlsMode.REQUIRED
                || !users.get().admitsClearLogin(context.settings().data().admitsClear());
    }
}
