package dev.ftpsd.server.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.BanList;
import dev.ftpsd.auth.Credentials;
import dev.ftpsd.auth.LoginThrottle;
import dev.ftpsd.auth.Proofs;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.auth.Verdict;
import dev.ftpsd.server.address.HostLookup;
import dev.ftpsd.server.address.NetworkTable;
import dev.ftpsd.server.address.PassiveHost;
import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.data.DataTls;
import dev.ftpsd.server.data.PassivePorts;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.data.proxy.Proxies;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.support.TempFolder;
import dev.ftpsd.server.transfer.Bandwidth;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.memory.MemoryFileStore;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;

/** What commands need, with everything cheap: files in memory, and a password that is compared and not hashed. */
public final class Bench {

    private static final String MACHINE = """
            version: 1
            data: { ports: "0", protection: any, accept-timeout: 1ms, claim-timeout: 5s }
            security: { login-delay: 0s, login-attempts: 0, unknown-commands: 0 }
            """;

    private static final Account ALICE = new Account("alice", "alice", Account.Making.NO_HOME, RightsTable.FULL,
            new Account.Transport(false, Optional.empty(), false, Optional.empty()), false, Optional.empty(), List.of(),
            UserLimits.NONE,
            List.of(),
            false);

    private static final UserDirectory USERS =
            UserDirectory.of(List.of(new UserRecord(ALICE, Proofs.NONE, Admission.OPEN, "")));

    private Bench() {}

    /** alice, with a file and a directory, again for each login. */
    public static Services services() throws Exception {
        var folder = TempFolder.make("bench");
        Files.writeString(folder.resolve("ftpsd.yaml"), MACHINE);
        Files.writeString(folder.resolve("users.yaml"), "version: 1\n");
        var settings = new SettingsReader(Map.of()).read(folder).settings();
        var transport = Transport.best();
        var engines = engines();
        var tls = new DataTls(() -> engines, Runnable::run, () -> Duration.ofSeconds(10), Counts.NONE);
        var ports = PassivePorts.bind(transport, List.of(InetAddress.getLoopbackAddress()), settings::data,
                settings.limits(), tls, Proxies.NONE);
        return new Services(() -> settings, () -> USERS, new PlainPassword(), new LoginThrottle(Duration.ZERO), bans(),
                account -> files(), new SessionRegistry(), _ -> {}, unlimited(),
                new DataConnections(ports, transport, tls),
                new PassiveHost(new NetworkTable(List::of, List::of, false, System::nanoTime),
                        HostLookup.ofThisMachine()),
                new Receipts(), hooks(), new EventLog(Counts.NONE));
    }

    /** Nobody is told of anything. */
    private static Hooks hooks() throws IOException {
        return new Hooks(Path.of("no-such-folder"), () -> EventSettings.DEFAULTS, new EventLog(Counts.NONE));
    }

    private static Bandwidth unlimited() {
        return new Bandwidth(new Bandwidth.Rates<>(() -> Long.MAX_VALUE, () -> Long.MAX_VALUE),
                new Bandwidth.Rates<>(name -> Long.MAX_VALUE, name -> Long.MAX_VALUE), System::nanoTime);
    }

    /** Nobody is ever banned: all inputs come from one address. */
    private static BanList bans() {
        var policy = new BanList.Policy(1, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new BanList(() -> policy, address -> true, list -> {}, BanList.Clocks.SYSTEM);
    }

    static TlsEngines engines() throws Exception {
        var keys = SelfSigned.loadOrMake(TempFolder.make("bench"), "fuzz", InstantSource.system()).keys();
        return JdkTlsEngines.open(new TlsSettings(List.of("TLSv1.3"), List.of(), Duration.ofHours(1)),
                ServerKeys.of(keys),
                new ClientTrust.Off());
    }

    private static FileStore files() throws StorageException {
        var files = new MemoryFileStore();
        try (var sink = files.openWrite(VirtualPath.of("/a.txt"), WriteMode.REPLACE, 0)) {
            sink.commit();
        }
        files.makeDirectory(VirtualPath.of("/d"));
        return files;
    }

    /** Knows alice and "secret". */
    private static final class PlainPassword implements Authenticator {

        @Override
        public Verdict named(Credentials.Named credentials) {
            return new Verdict.PasswordNeeded();
        }

        @Override
        public Verdict withPassword(Credentials.WithPassword credentials) {
            return credentials.user().equals("alice")
                    && String.valueOf(credentials.password().toCharArray()).equals("secret")
                            ? new Verdict.Accepted(ALICE)
                            : new Verdict.Rejected(Verdict.Reason.WRONG_PASSWORD);
        }
    }
}
