package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.ftpsd.server.admin.http.AdminServer;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.control.Dialogue;
import dev.ftpsd.server.control.ReplyDelivery;
import dev.ftpsd.server.data.Transport;

/**
 * A whole server on free ports of the loopback interface, made from configuration files like any other.
 *
 * <p>It listens on three ports: with TLS optional (so that one transcript can run in clear and under AUTH TLS), required, and
 * implicit. User {@code alice} with password {@code secret} may do everything in {@link #home()}, also without TLS.
 */
public final class TestServer implements AutoCloseable {

    /** Data in clear is taken; everything else is as shipped. */
    public static final String PERMISSIVE = """
            version: 1
            listeners:
              - { name: optional, address: "::", port: 0, tls: optional }
              - { name: required, address: "::", port: 0, tls: required }
              - { name: implicit, address: "::", port: 0, tls: implicit }
            data:
              ports: "0"
              protection: any
              accept-timeout: 5s
              claim-timeout: 1s
            security: { login-delay: 0s }
            """;

    /** The cheapest hash that is taken, of "secret", in quotation marks for YAML: tests log in thousands of times. */
    public static final String PASSWORD_HASH =
            "\"$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$dClvKSmj66n6MdMWNv3Go4mvH1Ym2WIGiJvquqa.mfE\"";

    /** {@code alice}, who may do everything, also without TLS. */
    public static final String USERS = """
            version: 1
            users:
              - name: alice
                password: PASSWORD
                home: home
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
            """.replace("PASSWORD", PASSWORD_HASH);

    private final Path directory;
    private final Ftpsd server;
    private final Reload reload;
    private final Disks disks;

    private TestServer(Path directory, Ftpsd server, Loaded loaded, Disks disks) {
        this.directory = directory;
        this.server = server;
        this.disks = disks;
        this.reload = new Reload(new SettingsReader(Map.of()), server, Loaded::users, loaded, loaded.users());
    }

    /** Starts one whose files are below {@code directory}. */
    public static TestServer start(Path directory) throws IOException {
        return start(directory, PERMISSIVE, USERS);
    }

    /** Starts one with the given {@code ftpsd.yaml}. */
    public static TestServer start(Path directory, String machine) throws IOException {
        return start(directory, machine, USERS);
    }

    /** Starts one with the given {@code ftpsd.yaml} and {@code users.yaml}. */
    public static TestServer start(Path directory, String machine, String users) throws IOException {
        return start(directory, machine, users, Transport::best, ReplyDelivery.ORDINARY);
    }

    /** Starts one with other sockets than a server has by itself. */
    public static TestServer start(Path directory, String machine, String users, Supplier<Transport> transport,
            ReplyDelivery delivery) throws IOException {
        return start(directory, machine, users,
                new Wiring(transport, delivery, Dialogue.SILENT, Counts.NONE, new Disks(directory)));
    }

    /** Starts one whose facts are counted. */
    public static TestServer counted(Path directory, String machine, Counts counts) throws IOException {
        return start(directory, machine, USERS,
                new Wiring(Transport::best, ReplyDelivery.ORDINARY, Dialogue.SILENT, counts, new Disks(directory)));
    }

    private static TestServer start(Path directory, String machine, String users, Wiring wiring) throws IOException {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("ftpsd.yaml"), withEngine(machine));
        Files.writeString(conf.resolve("users.yaml"), users);
        try {
            var loaded = new SettingsReader(Map.of()).read(conf);
            var server = new Ftpsd(new Installation(directory), loaded, loaded.users(), wiring);
            Files.createDirectories(directory.resolve("home"));
            return new TestServer(directory, server, loaded, wiring.disks());
        } catch (ConfigProblems | StartFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All tests run on each TLS engine: {@code -Dftpsd.test.engine=jdk}; without it on the one that this machine leads to. */
    private static String withEngine(String machine) {
        var engine = System.getProperty("ftpsd.test.engine", "auto");
        if (machine.contains(" engine: ")) {
            return machine;
        }
        return machine.contains("\ntls: {") ? machine.replace("\ntls: {", "\ntls: { engine: " + engine + ",")
                : machine + "tls: { engine: " + engine + " }\n";
    }

    /** Reads the files again, as SIGHUP does. */
    public void reload() {
        reload.run();
    }

    /** What became of the last reload. */
    Reload.Last lastReload() {
        return reload.last();
    }

    /** What the control socket tells {@code ftpsd doctor}, with a pass. */
    public Answer admitDoctor() {
        return new DoctorRequest(server).answer();
    }

    /** The HTTP port, if the settings say that there is one. */
    public AdminHttp.Port admin(Metrics metrics) {
        return AdminHttp.open(disks, server, reload, metrics);
    }

    /** The same, for tests of other packages; the settings say that there is one. */
    public AdminServer openAdmin(Metrics metrics) {
        return admin(metrics).server().orElseThrow();
    }

    /** Looks at the files every {@code interval} of {@code reload:} until the result is closed. */
    public AutoCloseable watch() {
        return new ConfigWatch(server::settings, reload, () -> {});
    }

    /** The configuration folder. */
    public Path conf() {
        return directory.resolve("conf");
    }

    public Ftpsd server() {
        return server;
    }

    /** The name of the TLS engine that was taken: {@code openssl} or {@code jdk}. */
    public String engine() {
        return server.tls().engines().name();
    }

    /** Where the clients that are there come from, as far as the server knows. */
    public List<String> clientAddresses() {
        return server.sessions().all().stream().map(session -> session.peer().getHostAddress()).toList();
    }

    /** Who is shut out. */
    public List<String> bannedNetworks() {
        return server.bans().list().stream().map(ban -> ban.network().toString()).toList();
    }

    /** What alice sees as her root. */
    public Path home() {
        return directory.resolve("home");
    }

    /** The port where TLS is optional, and begins with AUTH. */
    public int port() {
        return server.controlAddresses().get(0).getPort();
    }

    /** The port where no login is possible without AUTH TLS. */
    public int requiredPort() {
        return server.controlAddresses().get(1).getPort();
    }

    /** The port where TLS begins at once. */
    public int implicitPort() {
        return server.controlAddresses().get(2).getPort();
    }

    /** The one data port. */
    public int dataPort() {
        return server.dataPorts().getFirst();
    }

    @Override
    public void close() {
        server.close();
    }
}
