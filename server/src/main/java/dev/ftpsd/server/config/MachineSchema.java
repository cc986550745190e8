package dev.ftpsd.server.config;

import java.util.Optional;

import dev.ftpsd.server.config.StorageSettings.Receipts;
import dev.ftpsd.server.config.StorageSettings.Symlinks;
import dev.ftpsd.server.config.StorageSettings.Sync;
import dev.ftpsd.server.config.StorageSettings.UploadMode;
import dev.ftpsd.server.config.UserSourceSettings.Bootstrap;
import dev.ftpsd.server.config.yaml.Section;

/** The keys of {@code ftpsd.yaml}: the short sections here, the long ones each in a class of its own. */
final class MachineSchema {

    private MachineSchema() {}

    /** Reads the whole file. */
    static Settings read(Section top) {
        top.require("version", Types.VERSION);
        var server = top.section("server", MachineSchema::server).orElse(ServerSettings.DEFAULTS);
        var listeners = ListenerSchema.read(top);
        var settings = new Settings(server, listeners,
                top.section("tls", TlsSchema::read).orElse(TlsConfig.DEFAULTS),
                top.section("data", DataSchema::read).orElse(DataSettings.DEFAULTS),
                top.section("limits", MachineSchema::limits).orElse(LimitSettings.DEFAULTS),
                top.section("security", SecuritySchema::read).orElse(SecuritySettings.DEFAULTS),
                top.section("protocol", in -> ProtocolSchema.read(in, listeners))
                        .orElse(ProtocolSettings.DEFAULTS),
                top.section("storage", MachineSchema::storage).orElse(StorageSettings.DEFAULTS),
                top.section("events", EventSchema::read).orElse(EventSettings.DEFAULTS),
                top.section("messages", MachineSchema::messages).orElse(MessageSettings.DEFAULTS),
                top.section("admin", MachineSchema::admin).orElse(AdminSettings.DEFAULTS),
                top.section("users", MachineSchema::users).orElse(UserSourceSettings.DEFAULTS),
                top.section("reload", MachineSchema::reload).orElse(ReloadSettings.DEFAULTS));
        PortChecks.check(settings, top);
        EventSchema.check(settings, top);
        return settings;
    }

    private static ServerSettings server(Section in) {
        var defaults = ServerSettings.DEFAULTS;
        return new ServerSettings(
                in.get("greeting-name", Types.TEXT, defaults.greetingName()),
                publicHost(in, defaults),
                in.get("run-dir", Types.PATH, defaults.runDir()),
                in.get("state-dir", Types.PATH, defaults.stateDir()),
                in.get("shutdown-grace", Types.DURATION, defaults.shutdownGrace()));
    }

    private static String publicHost(Section in, ServerSettings defaults) {
        var host = in.get("public-host", Types.HOST_OR_NONE, "${env:FTPSD_PUBLIC_HOST:-}", defaults.publicHost());
        if (DataSchema.isEveryAddress(host)) {
            in.error("public-host", "no client can connect to " + host + ": name the address that clients reach");
        } else {
            DataSchema.adviseOnHost(in, "public-host", host);
        }
        return host;
    }

    private static LimitSettings limits(Section in) {
        var defaults = LimitSettings.DEFAULTS;
        return new LimitSettings(
                in.get("sessions", Types.COUNT, defaults.sessions()),
                in.get("sessions-per-ip", Types.COUNT, defaults.sessionsPerIp()),
                in.get("sessions-per-user", Types.COUNT, defaults.sessionsPerUser()),
                in.get("commands-per-second", Types.COUNT, defaults.commandsPerSecond()),
                in.get("pending-data", Types.COUNT, defaults.pendingData()),
                in.get("pending-data-per-ip", Types.COUNT, defaults.pendingDataPerIp()),
                in.get("command-length", Types.COUNT, defaults.commandLength()),
                in.get("login-timeout", Types.DURATION, defaults.loginTimeout()),
                in.get("idle-timeout", Types.DURATION, defaults.idleTimeout()),
                in.get("rate-in", Types.RATE, defaults.rateIn()),
                in.get("rate-out", Types.RATE, defaults.rateOut()),
                in.get("disk-reserve", Types.DISK_RESERVE, defaults.diskReserve()));
    }

    private static StorageSettings storage(Section in) {
        var defaults = StorageSettings.DEFAULTS;
        return new StorageSettings(
                in.get("umask", Types.OCTAL_BITS, defaults.umask()),
                in.get("upload", Types.words(UploadMode.values()), defaults.upload()),
                in.get("keep-partial", Types.DURATION, defaults.keepPartial()),
                in.get("sync", Types.words(Sync.values()), defaults.sync()),
                in.get("symlinks", Types.words(Symlinks.values()), defaults.symlinks()),
                in.get("receipts", Types.words(Receipts.values()), defaults.receipts()),
                in.section("s3", S3Settings::read).orElse(defaults.s3()));
    }

    private static MessageSettings messages(Section in) {
        return new MessageSettings(
                in.get("dir", Types.PATH, MessageSettings.DEFAULTS.dir()),
                in.get("directory-file", Types.TEXT, MessageSettings.DEFAULTS.directoryFile()),
                MessageTexts.BUILT_IN);
    }

    private static AdminSettings admin(Section in) {
        var defaults = AdminSettings.DEFAULTS.http();
        return new AdminSettings(in.section("http", http -> new AdminSettings.Http(
                http.get("enabled", Types.BOOLEAN, defaults.enabled()),
                http.get("address", Types.ADDRESS, defaults.address()),
                http.get("port", Types.PORT, defaults.port()))).orElse(defaults));
    }

    private static UserSourceSettings users(Section in) {
        var defaults = UserSourceSettings.DEFAULTS;
        return new UserSourceSettings(
                in.list("files", UserFiles.PATTERN, defaults.files()),
                in.section("bootstrap", MachineSchema::bootstrap).orElse(defaults.bootstrap()));
    }

    private static Bootstrap bootstrap(Section in) {
        var defaults = UserSourceSettings.DEFAULTS.bootstrap();
        var name = in.get("name", UserNames.TYPE, "${env:FTPSD_USER:-ftpsd}", defaults.name());
        return new Bootstrap(name,
                in.get("password", Types.SECRET_OR_NONE, "${env:FTPSD_PASSWORD:-}", Optional.empty()),
                HomePlace.of(HomePlace.get(in, "home", "${env:FTPSD_HOME:-data}", defaults.home()), name));
    }

    private static ReloadSettings reload(Section in) {
        return new ReloadSettings(
                in.get("watch", Types.BOOLEAN, ReloadSettings.DEFAULTS.watch()),
                in.get("interval", Types.DURATION, ReloadSettings.DEFAULTS.interval()));
    }
}
