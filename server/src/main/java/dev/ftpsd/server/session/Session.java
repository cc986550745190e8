package dev.ftpsd.server.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.ftpsd.auth.Account;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.data.BindingRule;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.data.DataOwner;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;

/**
 * One client, from accept to close. Its identity does not change; its state is one immutable snapshot that any thread may read
 * and that the running command replaces.
 */
public final class Session implements DataOwner {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Instant since = Instant.now();
    private final Addresses addresses;
    private final ListenerSettings listener;
    private final ControlLink control;
    private final AtomicReference<SessionState> state = new AtomicReference<>(SessionState.INITIAL);
    private final TransferSlot slot = new TransferSlot();
    private final AtomicReference<DataEndpoint> endpoint = new AtomicReference<>(new DataEndpoint.Unset());
    private volatile TransferType firstType = TransferType.ASCII;
    private volatile BindingRule binding = BindingRule.REQUIRED;
    private final ControlSecurity security = new ControlSecurity();
    private volatile boolean bearsTruncation;
    private volatile boolean closed;
    private final Strikes strikes = new Strikes();

    public Session(Addresses addresses, ListenerSettings listener, ControlLink control) {
        this.addresses = addresses;
        this.listener = listener;
        this.control = control;
    }

    /** Counts the sessions of this process from 1: {@code #17} in the log. */
    public long number() {
        return number;
    }

    /** When the client connected. */
    public Instant since() {
        return since;
    }

    public Addresses addresses() {
        return addresses;
    }

    public InetSocketAddress client() {
        return addresses.client();
    }

    public InetSocketAddress server() {
        return addresses.server();
    }

    public ListenerSettings listener() {
        return listener;
    }

    public ControlLink control() {
        return control;
    }

    public SessionState state() {
        return state.get();
    }

    public void update(UnaryOperator<SessionState> change) {
        state.updateAndGet(change);
    }

    /** The account and files, if somebody is logged in. */
    public Optional<LoginState.LoggedIn> loggedIn() {
        return state().login() instanceof LoginState.LoggedIn in ? Optional.of(in) : Optional.empty();
    }

    /** Whom the event log names. */
    public EventLog.Who who() {
        return new EventLog.Who(number, client().getAddress().getHostAddress(), state().login().user());
    }

    /** Tells of the end of a login; false where nobody is logged in. */
    public boolean tellLogout(EventLog events) {
        if (loggedIn().isEmpty()) {
            return false;
        }
        var totals = slot.totals();
        events.loggedOut(who(), Duration.between(totals.since(), Instant.now()), new EventLog.Totals(totals.filesIn(),
                totals.bytesIn(), totals.filesOut(), totals.bytesOut()));
        return true;
    }

    /** The account has been changed and the session goes on: its rights hold from the next command. */
    public void changed(Account account) {
        update(state -> state.withLoggedIn(
                in -> new LoginState.LoggedIn(account, in.files().under(account.rights()), in.workingDirectory())));
    }

    /** The transfer type before the client sends TYPE, also when AUTH makes it begin anew. */
    public void beginWith(TransferType type) {
        firstType = type;
        update(before -> before.withTransfer(before.transfer().withType(type)));
    }

    /** The control connection is under TLS from now on: whatever was said in clear is forgotten (RFC 4217 §8). */
    public void secured(ControlEngine engine, SessionState.TransferSettings initial) {
        use(new DataEndpoint.Unset());
        slot.beginAnew();
        security.secured(engine);
        state.set(SessionState.INITIAL.withTransfer(initial.withType(firstType)));
    }

    /** REIN: everything is as it was when the client came (RFC 959 §4.1.1), but for what was counted against it. */
    public void reinitialize() {
        // First the claim: it is found by the identity, which ends here.
        use(new DataEndpoint.Unset());
        slot.beginAnew();
        security.end();
        bindBy(BindingRule.REQUIRED, false);
        state.set(SessionState.INITIAL.withTransfer(SessionState.TransferSettings.INITIAL.withType(firstType)));
    }

    public ControlSecurity security() {
        return security;
    }

    public boolean isSecured() {
        return security.isSecured();
    }

    /** The client's verified certificates, leaf first; empty without any. */
    public List<X509Certificate> certificates() {
        return security.certificates();
    }

    /** What is counted against the client. */
    public Strikes strikes() {
        return strikes;
    }

    public DataEndpoint endpoint() {
        return endpoint.get();
    }

    /** Sets where the next transfer goes; what was set before ends (RFC 1123 §4.1.2.6). */
    public void use(DataEndpoint next) {
        endpoint.getAndSet(next).abort();
        if (closed) {
            next.abort();
        }
    }

    /** The transfer that runs, if one does. */
    public Optional<Transfer> transfer() {
        return slot.current();
    }

    /** Where the running transfer is put, for ABOR and the end of the session to find it. */
    public TransferSlot slot() {
        return slot;
    }

    /** The control connection is gone: what runs is aborted, and nobody can connect any more. Safe to call twice. */
    public void close() {
        closed = true;
        slot.close();
        use(new DataEndpoint.Unset());
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public InetAddress peer() {
        return addresses.client().getAddress();
    }

    @Override
    public Optional<SessionIdentity> identity() {
        return security.identity();
    }

    @Override
    public Optional<DataEngine> newDataEngine() {
        return security.newDataEngine();
    }

    @Override
    public ProtectionLevel protection() {
        return state().transfer().protection();
    }

    @Override
    public boolean admitsClear(boolean byDefault) {
        return loggedIn().map(in -> in.account().transport().admitsClear(byDefault)).orElse(byDefault);
    }

    @Override
    public BindingRule binding() {
        return binding;
    }

    /** What server, user and network ask for, decided at login; {@code truncation}: uploads may end without close_notify. */
    public void bindBy(BindingRule rule, boolean truncation) {
        binding = rule;
        bearsTruncation = truncation;
    }

    @Override
    public boolean bearsTruncation() {
        return bearsTruncation;
    }

    @Override
    public void wasBound(DataEngine by) {
        binding = binding.onceBound();
        security.wasResumedBy(by);
    }

    @Override
    public String toString() {
        return "#" + number;
    }
}
