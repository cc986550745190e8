package dev.ftpsd.server.admin;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.LogFile;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.certificate.Certificates;
import dev.ftpsd.server.config.certificate.MaterialPlaces;
import dev.ftpsd.server.config.yaml.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ftpsd check}: every problem of the configuration and of the certificates that it names, without a server. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Reads the configuration and its certificates and prints every problem; exits 78 if there is one.")
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var folder = conf.folder();
        var line = spec == null ? new picocli.CommandLine(this) : spec.commandLine();
        try {
            var loaded = new SettingsReader(System.getenv()).read(folder);
            loaded.warnings().forEach(line.getOut()::println);
            var problems = Stream.concat(LogFile.problem(folder).stream().map(Problem::toString),
                    new MaterialPlaces(loaded).problems(certificates(loaded)).stream()).toList();
            if (!problems.isEmpty()) {
                problems.forEach(line.getErr()::println);
                line.getErr().flush();
                return ExitCodes.CONFIG;
            }
            line.getOut().println(folder + ": all right, " + loaded.users().users().size() + " users");
            return ExitCodes.OK;
        } catch (ConfigProblems e) {
            LogFile.problem(folder).ifPresent(line.getErr()::println);
            print(e, line.getErr());
            return ExitCodes.CONFIG;
        }
    }

    private Certificates certificates(Loaded loaded) {
        var state = conf.installation().resolve(loaded.settings().server().stateDir()).normalize();
        return new Certificates(loaded, state, InstantSource.system());
    }

    private static void print(ConfigProblems problems, PrintWriter out) {
        problems.problems().forEach(out::println);
        out.flush();
    }
}
