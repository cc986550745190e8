package dev.ftpsd.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.auth.BanList;
import dev.ftpsd.auth.LoginThrottle;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.Traces;
import dev.ftpsd.server.command.CertificateGate;
import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.control.ControlHandshakes;
import dev.ftpsd.server.control.ControlInitializer;
import dev.ftpsd.server.control.ControlListeners;
import dev.ftpsd.server.control.HandshakeLimit;
import dev.ftpsd.server.data.BindFailure;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.data.DataTls;
import dev.ftpsd.server.data.PassivePorts;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.transfer.Bandwidth;
import dev.ftpsd.server.transfer.Meter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The composition root: what is made, in which order, and how it ends. */
public final class Ftpsd implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Ftpsd.class);

    private final Settings started;
    private final AtomicReference<Settings> settings;
    private final IpStack ipStack = IpStack.ofThisMachine();
    private final AtomicReference<UserDirectory> users;
    private final ServerTls tls;
    private final SessionRegistry sessions = new SessionRegistry();
    private final Drain drain = new Drain(sessions, () -> UndeliveredData.isThere(dataPorts()));
    private final Traces traces = new Traces();
    private final EventLog events;
    private final Bandwidth bandwidth;
    private final BanFile banFile;
    private final BanList bans;
    private final Homes homes;
    private final Hooks hooks;
    private final Transport transport;
    private final ExecutorService handshakes;
    private final CommandThreads commands;
    private final PassivePorts passivePorts;
    private final ControlListeners listeners;
    private final HoursWatch hours;
    private final Reception reception;

    /**
     * Starts a server. Everything that it needs is tried before the first client is let in.
     *
     * @throws StartFailure in one line what the administrator must change; nothing keeps running then
     */
    Ftpsd(Installation installation, Loaded loaded, UserDirectory users, Wiring wiring) throws StartFailure {
        this.started = loaded.settings();
        this.settings = new AtomicReference<>(loaded.settings());
        this.users = new AtomicReference<>(users);
        this.events = new EventLog(wiring.counts(), traces);
        this.bandwidth = Rates.of(settings::get, this::limits);
        this.tls = ServerTls.start(installation, loaded);
        this.banFile = new BanFile(installation.state(loaded.settings().server()));
        this.bans = FrontDoor.bans(settings::get, banFile);
        this.homes = new Homes(installation, settings::get, this::limits, wiring.disks());
        this.hooks = UploadHooks.open(installation, settings::get, events);
        this.reception = new Reception(OneTimePass.beside(this.users::get, homes),
                Surroundings.passiveHost(started));
        this.transport = wiring.transport().get();
        this.handshakes = HandshakeThreads.open();
        this.commands = new CommandThreads();
        try {
            var bindable = ipStack.bindable(loaded.settings().listeners());
            var dataTls = new DataTls(tls::engines, handshakes, () -> settings.get().tls().handshakeTimeout(),
                    wiring.counts());
            this.passivePorts = PassivePorts.bind(transport, IpStack.dataAddresses(bindable),
                    () -> settings.get().data(), started.limits(), dataTls,
                    new ProxyNetworks(settings::get, events));
            this.listeners = listen(bindable, dataTls, wiring);
            this.hours = new HoursWatch(this.users::get, sessions, InstantSource.system());
        } catch (BindFailure e) {
            stopThreads();
            throw new StartFailure(e.getMessage() + "", e);
        }
    }

    private ControlListeners listen(List<ListenerSettings> bindable, DataTls dataTls, Wiring wiring)
            throws BindFailure {
        var services = new Services(settings::get, users::get, reception.pass(),
                new LoginThrottle(started.security().loginDelay()), bans, reception.pass(), sessions, this::readmit,
                bandwidth, new DataConnections(passivePorts, transport, dataTls), reception.passiveHost(),
                new Receipts(), hooks, events);
        var door = new FrontDoor(settings::get, bans, drain::hasBegun, events);
        var runner = new CommandRunner(new CommandTable(services), settings::get,
                new CertificateGate(tls::clients, events), events);
        var controlTls = new ControlHandshakes(tls::engines, handshakes, dataTls.handshakeTimeout(),
                new HandshakeLimit(door::isTrusted), wiring.counts());
        return ControlListeners.bind(transport, bindable,
                new ControlInitializer.Parts(settings::get, runner, commands, sessions, controlTls, events,
                        wiring.dialogue().seenBy(traces), door, wiring.delivery()));
    }

    private void readmit(Session session) {
        if (session.loggedIn().filter(in -> !reception.pass().isOwn(in.account().name())).isPresent()) {
            new Readmission(users.get(), Instant.now()).apply(session);
        }
    }

    private UserLimits limits(String user) {
        return LimitsNow.of(user, users.get(), sessions);
    }

    /** Where clients connect, in the order of the settings. */
    public List<InetSocketAddress> controlAddresses() {
        return listeners.addresses();
    }

    /** The listeners in force, each with its address at the same place of {@link #controlAddresses}. */
    List<ListenerSettings> listeners() {
        return listeners.settings();
    }

    /** Where data connections arrive. */
    public List<Integer> dataPorts() {
        return passivePorts.ports();
    }

    /** Who is shut out; changes hold at once, and across restarts. */
    BanList bans() {
        return bans;
    }

    /** The certificates in force. */
    ServerTls tls() {
        return tls;
    }

    /** How many clients are connected. */
    public int sessionCount() {
        return sessions.count();
    }

    /** How many data connections have come that nobody knows the owner of yet. */
    public int pendingDataConnections() {
        return passivePorts.pendingCount();
    }

    /** What {@code ftpsd doctor} is received with. */
    Reception reception() {
        return reception;
    }

    /** What data connections have carried. */
    Meter meter() {
        return bandwidth.meter();
    }

    /** Whether the server takes new clients. */
    boolean isReady() {
        return !drain.hasBegun();
    }

    /** The name of the event loops' mechanism. */
    String transportName() {
        return transport.name();
    }

    /**
     * Makes everything ready that can fail in putting new settings and users in force. What is bound at start keeps its
     * value until a restart.
     *
     * @return puts them in force; cannot fail
     * @throws BindFailure if a new listener cannot be bound; nothing has changed then
     */
    Runnable prepare(Settings newSettings, UserDirectory newUsers) throws BindFailure {
        var possible = FixedAtStart.possible(started, newSettings, listeners());
        var ports = listeners.prepare(ipStack.bindable(possible));
        return () -> {
            users.set(newUsers);
            settings.set(newSettings);
            ports.commit();
            new Readmission(newUsers, Instant.now()).apply(sessions, newSettings.security());
        };
    }

    SessionRegistry sessions() {
        return sessions;
    }

    EventLog events() {
        return events;
    }

    /** Who looks on at what sessions say and do. */
    Traces traces() {
        return traces;
    }

    Settings settings() {
        return settings.get();
    }

    /** Ends the server: new clients hear 421, those that are idle go at once, transfers may take {@code grace} to finish. */
    void drain(Duration grace) {
        LOG.info("stopping: {} sessions", sessions.count());
        drain.run(grace);
        close();
    }

    /** Takes from {@link #drain} what is left of its time. */
    void hurry() {
        drain.hurry();
    }

    @Override
    public void close() {
        hours.close();
        listeners.close();
        traces.close();
        passivePorts.close();
        stopThreads();
    }

    private void stopThreads() {
        commands.close();
        hooks.close();
        transport.close();
        handshakes.shutdownNow();
        banFile.close();
        homes.close();
    }
}
