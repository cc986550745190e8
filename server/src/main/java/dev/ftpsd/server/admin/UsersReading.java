package dev.ftpsd.server.admin;

import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands have in common that show users: the files as they are saved, for people or for programs. */
final class UsersReading {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--json", description = "Prints one line of JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Shows something of what was read. */
    @FunctionalInterface
    interface Showing {

        /** Gives what to exit with. */
        int show(Loaded loaded, CommandLine line);
    }

    /** Reads and shows; the mistakes of the files go to standard error. */
    int read(Showing showing) {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the specification");
        }
        var line = spec.commandLine();
        try {
            return showing.show(new SettingsReader(System.getenv()).read(conf.folder()), line);
        } catch (ConfigProblems e) {
            e.problems().forEach(line.getErr()::println);
            return ExitCodes.CONFIG;
        }
    }

    ConfOption conf() {
        return conf;
    }

    boolean json() {
        return json;
    }
}
