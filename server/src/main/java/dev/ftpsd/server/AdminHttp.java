package dev.ftpsd.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.server.admin.http.AdminServer;
import dev.ftpsd.server.admin.http.Content;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.admin.http.Status;
import dev.ftpsd.server.admin.http.StatusPage;
import dev.ftpsd.server.config.certificate.ServedPair;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Gives the HTTP port its pages: what this server, its reloads and its metrics say at the moment of a request. */
final class AdminHttp {

    private static final Logger LOG = LogManager.getLogger(AdminHttp.class);

    private final Disks disks;
    private final Ftpsd server;
    private final Reload reload;
    private final Instant since = Instant.now();

    private AdminHttp(Disks disks, Ftpsd server, Reload reload) {
        this.disks = disks;
        this.server = server;
        this.reload = reload;
    }

    /**
     * The port, where there is one.
     *
     * @param server what listens
     */
    record Port(Optional<AdminServer> server) implements AutoCloseable {

        @Override
        public void close() {
            server.ifPresent(AdminServer::close);
        }
    }

    /**
     * Begins to serve, if the settings say so. Where the port cannot be had, one line says so and the server goes on: files are
     * worth more than graphs.
     *
     * @return to be closed with the server
     */
    static Port open(Disks disks, Ftpsd server, Reload reload, Metrics metrics) {
        var http = server.settings().admin().http();
        if (!http.enabled()) {
            return new Port(Optional.empty());
        }
        var admin = new AdminHttp(disks, server, reload);
        admin.measure(metrics);
        admin.listens(metrics);
        reload.afterwards(() -> admin.listens(metrics));
        try {
            var open = AdminServer.open(http.address(), http.port(), Map.of(
                    "/", () -> StatusPage.of(admin.status(), Instant.now()),
                    "/livez", () -> Content.line(200, "alive"),
                    "/readyz", admin::readiness,
                    "/metrics", () -> Content.metrics(metrics.scrape())));
            LOG.info("status page: http://{}:{}/", hostOf(open), open.address().getPort());
            return new Port(Optional.of(open));
        } catch (IOException e) {
            LOG.error(
                    "admin.http: {} port {} cannot be had ({}), so there is neither a status page nor a probe nor a metric;"
                            + " set another port, or enabled: false",
                    http.address().getHostAddress(), http.port(), e.getMessage());
            return new Port(Optional.empty());
        } catch (NoClassDefFoundError e) {
            LOG.error(
                    "admin.http: this Java runtime was made without the module jdk.httpserver, so there is neither a status page"
                            + " nor a probe nor a metric; make it with that module, or set enabled: false",
                    e);
            return new Port(Optional.empty());
        }
    }

    private static String hostOf(AdminServer open) {
        var host = open.address().getAddress().getHostAddress();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private Content readiness() {
        return server.isReady() ? Content.line(200, "ready") : Content.line(503, "stopping: no new clients");
    }

    private Status status() {
        var ports = new ArrayList<String>();
        var listeners = server.listeners();
        for (var index = 0; index < Math.min(listeners.size(), server.controlAddresses().size()); index++) {
            ports.add(listeners.get(index).name() + " " + server.controlAddresses().get(index).getPort());
        }
        ports.add("data " + String.join(" ", server.dataPorts().stream().map(String::valueOf).toList()));
        var last = reload.last();
        return new Status(new Status.Program(new Version().getVersion()[0], since, server.isReady(), ports),
                new Status.Configuration(reload.generation(), last.at(), last.inForce(), last.words()),
                server.sessions().all(), server.bans().list(),
                server.tls().pairs().stream().flatMap(pair -> certificate(pair).stream()).toList(), disk());
    }

    private static Optional<Status.Certificate> certificate(ServedPair pair) {
        return pair.material().map(keys -> new Status.Certificate(pair.hostWords(),
                keys.certificate().getSubjectX500Principal().toString(), keys.expires()));
    }

    private Status.Disk disk() {
        var room = disks.tightest(total -> server.settings().limits().diskReserve().on(total));
        return new Status.Disk(room.total(), room.usable(), room.reserve());
    }

    private double secondsToExpiry() {
        return server.tls().pairs().stream().flatMap(pair -> certificate(pair).stream())
                .mapToLong(certificate -> Duration.between(Instant.now(), certificate.expires()).toSeconds()).min()
                .orElse(0);
    }

    private long transfers(boolean uploads) {
        return server.sessions().all().stream().flatMap(session -> session.transfer().stream())
                .filter(transfer -> isUpload(transfer.verb()) == uploads).count();
    }

    private static boolean isUpload(String verb) {
        return verb.equals("STOR") || verb.equals("STOU") || verb.equals("APPE");
    }

    private void listens(Metrics metrics) {
        server.listeners().forEach(listener -> metrics.listens(listener.name()));
    }

    private void measure(Metrics metrics) {
        metrics.gauge("ftpsd.ready", "1 while new clients are taken", () -> server.isReady() ? 1 : 0)
                .gauge("ftpsd.sessions", "Control connections", server::sessionCount)
                .gauge("ftpsd.sessions.logged.in", "Those that are logged in",
                        () -> server.sessions().all().stream().filter(session -> session.loggedIn().isPresent())
                                .count())
                .gauge("ftpsd.transfers.running", "Transfers and listings at this moment", () -> transfers(true),
                        "direction", "in")
                .gauge("ftpsd.transfers.running", "Transfers and listings at this moment", () -> transfers(false),
                        "direction", "out")
                .bytes("ftpsd.data", "Bytes that data connections have carried", server.meter()::received, "direction",
                        "in")
                .bytes("ftpsd.data", "Bytes that data connections have carried", server.meter()::sent, "direction",
                        "out")
                .gauge("ftpsd.pending.data.connections", "Data connections whose owner is not known yet",
                        server::pendingDataConnections)
                .gauge("ftpsd.bans", "Networks that are shut out", () -> server.bans().list().size())
                .gauge("ftpsd.configuration.generation", "Counts the configurations in force from 1",
                        reload::generation)
                .gauge("ftpsd.certificate.expiry.seconds", "Until the first of the served certificates expires",
                        this::secondsToExpiry)
                .gauge("ftpsd.disk.usable.bytes",
                        "Free space of the homes' file system that has least above its reserve",
                        () -> disk().usable())
                .gauge("ftpsd.disk.reserve.bytes", "What uploads leave free of it", () -> disk().reserve());
    }
}
