package dev.ftpsd.server.command.login;

import java.util.ArrayList;
import java.util.function.Consumer;

import dev.ftpsd.auth.Account;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.LoginRefusal;
import dev.ftpsd.server.command.AccountFiles;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.DataSettings.CloseNotify;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.config.Message;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.BindingRule;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.hook.LoginEvent;
import dev.ftpsd.server.hook.Occasion;
import dev.ftpsd.server.hook.Pending;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.GuardedFileStore;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Messages;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.transfer.Bandwidth;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** How a login ends, by whatever command it ends. */
public final class Logins {

    private static final Logger LOG = LogManager.getLogger(Logins.class);

    private final AccountFiles files;
    private final SessionRegistry sessions;
    private final Consumer<Session> readmission;
    private final Bandwidth bandwidth;
    private final Hooks hooks;
    private final EventLog events;

    public Logins(Services services, EventLog events) {
        this.files = services.files();
        this.sessions = services.sessions();
        this.readmission = services.readmission();
        this.bandwidth = services.bandwidth();
        this.hooks = services.hooks();
        this.events = events;
    }

    /**
     * Lets the account in.
     *
     * @param code USER_LOGGED_IN or LOGGED_IN_BY_SECURITY_DATA
     */
    Outcome accept(CommandContext context, Account account, ReplyCode code) {
        var session = context.session();
        if (!session.isSecured() && !account.transport().admitsClearLogin(context.settings().data().admitsClear())) {
            events.loginRefused(session.who(), LoginRefusal.TLS_REQUIRED);
            return refused(context, "TLS is required for this user: send AUTH TLS first.");
        }

        GuardedFileStore guarded;
        try {
            guarded = new GuardedFileStore(files.open(account), account.rights());
        } catch (StorageException e) {
            LOG.error("home of user {}: {}", account.name(), e.getMessage(), e);
            events.loginRefused(session.who(), LoginRefusal.HOME_UNAVAILABLE);
            return refused(context, "Your home directory is not available; ask the administrator.");
        }
        return hooks.isAskedFor(Happening.LOGIN) ? enterTold(context, guarded, account, code)
                : enter(context, guarded, account, code);
    }

    /** With an event in the spool before: where that cannot be, nobody comes in of whom nobody would hear. */
    private Outcome enterTold(CommandContext context, GuardedFileStore guarded, Account account, ReplyCode code) {
        var session = context.session();
        var who = new Who(session.number(), session.who().from(), account.name());
        Pending told;
        try {
            told = hooks.announce(new LoginEvent(Occasion.now(who, ""), tls(session)));
        } catch (StorageException e) {
            events.loginRefused(session.who(),
                    e.kind() == Kind.BUSY ? LoginRefusal.SPOOL_FULL : LoginRefusal.SPOOL_FAILED);
            return new Outcome.ThenClose(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, e.getMessage() + ""));
        }
        try {
            return enter(context, guarded, account, code);
        } finally {
            if (session.loggedIn().isPresent()) {
                told.happened();
            } else {
                told.dropped();
            }
        }
    }

    private Outcome enter(CommandContext context, GuardedFileStore guarded, Account account, ReplyCode code) {
        var session = context.session();
        session.slot().totals().begin();
        var entered = sessions.logIn(session, account.name(),
                account.limits().sessions().orElse(context.settings().limits().sessionsPerUser()),
                () -> context.update(
                        state -> state.withLogin(new LoginState.LoggedIn(account, guarded, VirtualPath.ROOT))));
        if (entered == SessionRegistry.Login.GONE) {
            return new Outcome.ThenClose(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "You have gone."));
        }
        if (entered == SessionRegistry.Login.TOO_MANY_OF_USER) {
            events.loginRefused(session.who(), LoginRefusal.TOO_MANY_SESSIONS);
            return new Outcome.ThenClose(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
                    "Too many sessions of this user; close one, or try again later."));
        }
        begin(context, account);
        return new Outcome.Replied(Messages.reply(code, Message.LOGIN, session, context.settings()));
    }

    private void begin(CommandContext context, Account account) {
        var session = context.session();
        // A reload from now on finds the session; one that came before, while the home was opened, did not.
        readmission.accept(session);
        session.slot().terms().paceBy(bandwidth.of(account.name()));
        session.bindBy(rule(context.settings(), account, session), bearsTruncation(context.settings(), account));
        events.login(session.who(), tls(session));
        session.certificates().stream().findFirst().ifPresent(own -> events.clientCertificate(session.who(),
                own.getSubjectX500Principal().getName()));
        if (session.isSecured() && session.binding().admitsByAddress()) {
            events.relaxed(session.who(), "resumption=" + session.binding());
        }
        if (session.bearsTruncation()) {
            events.relaxed(session.who(), "upload-close-notify=LENIENT");
        }
    }

    private static String tls(Session session) {
        return session.security().version().orElse("none");
    }

    /** Refuses a login with the one text for every reason: what was wrong is for the log alone. */
    Outcome incorrect(CommandContext context) {
        return refused(context,
                Messages.reply(ReplyCode.NOT_LOGGED_IN, Message.DENIED, context.session(), context.settings()));
    }

    /** Refuses a login step with its own text. */
    Outcome refused(CommandContext context, String text) {
        return refused(context, Reply.of(ReplyCode.NOT_LOGGED_IN, text));
    }

    /** Refuses a login step; after the last attempt the connection is closed (RFC 2577 §5). */
    private static Outcome refused(CommandContext context, Reply reply) {
        context.update(state -> state.withLogin(new LoginState.Nobody()));
        var failures = context.session().strikes().refusedLogin();
        var allowed = context.settings().security().loginAttempts();
        if (allowed > 0 && failures >= allowed) {
            var lines = new ArrayList<>(reply.lines());
            lines.set(lines.size() - 1, lines.getLast() + " Too many attempts; goodbye.");
            return new Outcome.ThenClose(new Reply(ReplyCode.SERVICE_NOT_AVAILABLE, lines));
        }
        return new Outcome.Replied(reply);
    }

    private static boolean bearsTruncation(Settings settings, Account account) {
        return account.transport().lenientUploads() || settings.data().uploadCloseNotify() == CloseNotify.LENIENT;
    }

    /** The user's own rule, else that of the first network with the client, else the server's. */
    private static BindingRule rule(Settings settings, Account account, Session session) {
        var ofNetwork = settings.data().relax().stream()
                .filter(relaxation -> relaxation.from().contains(session.peer()))
                .map(relaxation -> relaxation.resumption())
                .findFirst();
        var resumption = account.transport().resumption().or(() -> ofNetwork).orElse(settings.data().resumption());
        return switch (resumption) {
            case REQUIRED -> BindingRule.REQUIRED;
            case PREFERRED -> BindingRule.PREFERRED;
            case OFF -> BindingRule.OFF;
        };
    }
}
