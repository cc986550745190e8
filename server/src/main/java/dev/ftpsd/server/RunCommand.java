package dev.ftpsd.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.ftpsd.server.admin.ConfOption;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.admin.socket.ControlSocket;
import dev.ftpsd.server.admin.socket.RunFolder;
import dev.ftpsd.server.admin.socket.RunFolderException;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.control.Dialogue;
import dev.ftpsd.server.control.ReplyDelivery;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.tls.openssl.OpenSsl;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ftpsd run}: the server, in the foreground, until SIGTERM or SIGINT. */
@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Starts the server in the foreground. SIGTERM ends it, SIGHUP reloads the configuration.")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf;

    @Option(names = "--dialogue", arity = "0..1", fallbackValue = "all", paramLabel = "ADDRESS",
            description = "Logs commands and replies, without passwords: of all clients, or of those at ADDRESS.")
    private @Nullable String dialogue;

    /** How long a client of the control socket may take to say what it wants. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Installation installation = Installation.current();

    /** As picocli makes it. */
    RunCommand() {
        this(new ConfOption());
    }

    private RunCommand(ConfOption conf) {
        this.conf = conf;
    }

    /** The command, if these arguments are {@code run} or {@code run --conf DIR}, which need no parser. */
    static Optional<RunCommand> plain(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("run")) {
            return Optional.of(new RunCommand());
        }
        return arguments.length == 3 && arguments[0].equals("run") && arguments[1].equals("--conf")
                && !arguments[2].startsWith("-")
                        ? Optional.of(new RunCommand(new ConfOption(Path.of(arguments[2]))))
                        : Optional.empty();
    }

    @Override
    public Integer call() {
        var folder = conf.folder(installation.configuration());
        var ofLog = Logging.configure(folder);
        // Before any other thread asks for a logger: while one of them sets the log up, what the others say goes past it.
        ofLog.forEach(mistake -> log().error("{}", mistake));
        beside("openssl", OpenSsl::problem);
        beside("log", RunCommand::log);
        try {
            return run(folder);
        } catch (ConfigProblems e) {
            e.problems().forEach(problem -> log().error("{}", problem));
            log().error("not started: correct the lines above; ftpsd check --conf {} shows them without starting",
                    folder);
            return ExitCodes.CONFIG;
        } catch (StartFailure e) {
            log().error("not started: {}", e.getMessage());
            log().debug("cause", e);
            return ExitCodes.REFUSED;
        } catch (IOException e) {
            log().error("not started: {}", StateDirectory.problem(e));
            return ExitCodes.REFUSED;
        }
    }

    /**
     * What is loaded beside the reading of the configuration, since it takes as long. Who needs it waits for its class; what is
     * wrong with it is asked for then.
     */
    private static void beside(String name, Runnable loading) {
        Thread.ofPlatform().name(name).daemon().start(loading);
    }

    private static Logger log() {
        return LogManager.getLogger(RunCommand.class);
    }

    private int run(Path configuration) throws ConfigProblems, StartFailure, IOException {
        var reader = new SettingsReader(System.getenv());
        var loaded = reader.read(configuration);
        loaded.warnings().forEach(warning -> log().warn("{}", warning));
        var firstUser = new FirstUser(installation, System.getenv(), Main::print);
        var bootstrap = firstUser.find(loaded);
        var users = FirstUser.with(loaded, bootstrap);
        Greeter.warn(loaded.settings(), users);
        var disks = new Disks(installation.resolve(""));
        try (var folder = RunFolder.take(installation.run(loaded.settings().server())); var metrics = new Metrics()) {
            var server = new Ftpsd(installation, loaded, users,
                    new Wiring(Transport::best, ReplyDelivery.ORDINARY, dialogue(), metrics, disks));
            var reload = new Reload(reader, server, firstUser, loaded, users);
            serve(server, reload, folder, () -> AdminHttp.open(disks, server, reload, metrics),
                    () -> Greeter.ready(server, loaded.settings(), bootstrap, firstUser::tell));
        } catch (RunFolderException e) {
            throw new StartFailure(e.getMessage() + "", e);
        } finally {
            firstUser.tell();
        }
        log().info("stopped");
        LogManager.shutdown();
        return ExitCodes.OK;
    }

    /** From the first client to the last. */
    private static void serve(Ftpsd server, Reload reload, RunFolder folder, Supplier<AdminHttp.Port> http,
            Runnable ready) throws IOException {
        var ended = new CountDownLatch(1);
        var requests = new TraceRequests(server, reload::users, new Requests(server, reload, ended::countDown));
        try (server;
                var _ = ControlSocket.open(folder, requests, PATIENCE);
                var _ = http.get();
                var _ = new ConfigWatch(server::settings, reload,
                        () -> server.tls().warnOfExpiry(Instant.now()))) {
            Signals.on("TERM", () -> end(server, ended));
            Signals.on("INT", () -> end(server, ended));
            Signals.on("HUP", reload::run);
            ready.run();
            await(ended);
            server.drain(server.settings().server().shutdownGrace());
        }
    }

    /** Whoever asks a second time does not want to wait for transfers. */
    private static void end(Ftpsd server, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            server.hurry();
        }
        ended.countDown();
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Dialogue dialogue() throws StartFailure {
        if (dialogue == null) {
            return Dialogue.SILENT;
        }
        if (dialogue.equals("all")) {
            return new Dialogue(address -> true);
        }
        try {
            return new Dialogue(InetAddress.ofLiteral(dialogue)::equals);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--dialogue takes a numeric address, not " + dialogue, e);
        }
    }
}
