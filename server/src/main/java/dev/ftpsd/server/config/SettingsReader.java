package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Problems;
import dev.ftpsd.server.config.yaml.Reading;
import dev.ftpsd.server.config.yaml.Variables;

/**
 * Reads the configuration folder: all of it is right, or all mistakes of all files are told and nothing is used.
 * Takes no notice of what was read before, so that start, reload and {@code check} are the same. Any thread; reads
 * files, so one that may wait.
 */
public final class SettingsReader {

    /** The machine's file in the configuration folder. */
    public static final String MACHINE_FILE = "ftpsd.yaml";

    private final Map<String, String> environment;
    private final Path installation;

    /** @param environment what <code>${env:…}</code> reads; {@code System.getenv()} but for tests */
    public SettingsReader(Map<String, String> environment) {
        this(environment, Path.of(System.getProperty("ftpsd.home", "")));
    }

    /** @param installation what relative homes, {@code server.state-dir} and {@code server.run-dir} count from */
    SettingsReader(Map<String, String> environment, Path installation) {
        this.environment = Map.copyOf(environment);
        this.installation = installation.toAbsolutePath().normalize();
    }

    /**
     * Reads the folder.
     *
     * @throws ConfigProblems with every mistake; missing and unreadable files are mistakes like others
     */
    public Loaded read(Path folder) throws ConfigProblems {
        return readWith(folder, folder, folder);
    }

    /**
     * The same, as if {@code draft} stood in the place of {@code file}, one of the users files.
     *
     * @throws ConfigProblems as {@link #read}
     */
    Loaded readWith(Path folder, Path file, Path draft) throws ConfigProblems {
        var problems = new Problems();
        var absolute = folder.toAbsolutePath().normalize();
        var fingerprint = Fingerprint.begin(absolute);
        var machine = new Reading(MACHINE_FILE, Variables.of(environment), new NotYetInForce(), problems);
        var settings = machine.read(absolute.resolve(MACHINE_FILE), MachineSchema::read)
                .orElse(Settings.DEFAULTS);
        fingerprint.named(settings);
        var texts = MessageFiles.read(absolute.resolve(settings.messages().dir()),
                settings.messages().dir().toString(), problems);
        var own = OwnFolders.of(installation, absolute, settings.server());
        own.sharedWith(settings.users().bootstrap().home()).ifPresent(
                warning -> problems.warning(Origin.of(MACHINE_FILE), "users.bootstrap.home", warning));
        var files = users(absolute, settings.users().files(), path -> path.equals(file) ? draft : path, problems);
        var users = UsersMerge.merge(files, absolute, own);

        if (!problems.errors().isEmpty()) {
            throw new ConfigProblems(problems.errors());
        }
        return new Loaded(absolute, settings.with(texts), users.directory(), users.secrets(), problems.warnings(),
                machine.effective(), fingerprint.secrets(users.secrets()));
    }

    /**
     * What the files as they are saved say of other files, mistakes or not: one of those may be what keeps these from force.
     *
     * @param secrets the files, absolute, that hold secrets of users
     */
    public record Named(Settings settings, List<Path> secrets) {

        public Named {
            secrets = List.copyOf(secrets);
        }
    }

    /** Empty where {@code ftpsd.yaml} itself cannot be read. */
    public Optional<Named> named(Path folder) {
        var problems = new Problems();
        return new Reading(MACHINE_FILE, Variables.of(environment), new NotYetInForce(), problems)
                .read(folder.resolve(MACHINE_FILE), MachineSchema::read)
                .map(settings -> new Named(settings,
                        users(folder, settings.users().files(), UnaryOperator.identity(), problems).stream()
                                .flatMap(file -> file.users().stream())
                                .flatMap(user -> user.shown().codes().stream()).map(folder::resolve).distinct()
                                .toList()));
    }

    /** {@code server.run-dir} as it is written, or its default; mistakes of the file do not count. */
    public Path runDir(Path folder) {
        return new Reading(MACHINE_FILE, Variables.of(environment), new NotYetInForce(), new Problems())
                .read(folder.resolve(MACHINE_FILE), MachineSchema::read).orElse(Settings.DEFAULTS).server().runDir();
    }

    private static List<UsersFile> users(Path folder, List<String> patterns, UnaryOperator<Path> source,
            Problems problems) {
        var files = new ArrayList<UsersFile>();
        for (var path : UserFiles.find(folder, patterns, problems)) {
            var name = path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
            new Reading(name, Variables.refused(), new NotYetInForce(), problems)
                    .read(source.apply(path), UsersFile::read)
                    .ifPresent(files::add);
        }
        return files;
    }
}
