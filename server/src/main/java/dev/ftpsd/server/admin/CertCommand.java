package dev.ftpsd.server.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.certificate.Certificates;
import dev.ftpsd.server.config.certificate.ServedPair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ftpsd cert}: what a server with this configuration would show to its clients, without starting one. */
@Command(name = "cert", mixinStandardHelpOptions = true, description = {
        "Shows the certificates that would be served, by host, and what is wrong with them; exits 78 if something is.",
        "It reads the files as they are now, which is what a reload takes up."})
public final class CertCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var installation = Path.of(System.getProperty("ftpsd.home", "")).toAbsolutePath().normalize();
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        try {
            var loaded = new SettingsReader(System.getenv()).read(conf.folder(installation.resolve("conf")));
            var state = installation.resolve(loaded.settings().server().stateDir()).normalize();
            var certificates = new Certificates(loaded, state, InstantSource.system());
            var pairs = certificates.inspect();
            var others = certificates.commonProblems(pairs);
            line.getOut().print(json ? CertificateReport.json(pairs, others, Instant.now())
                    : CertificateReport.text(pairs, footer(loaded, pairs, others), Instant.now()));
            line.getOut().flush();
            return others.isEmpty() && pairs.stream().allMatch(pair -> pair.problem().isEmpty()) ? ExitCodes.OK
                    : ExitCodes.CONFIG;
        } catch (ConfigProblems e) {
            e.problems().forEach(line.getErr()::println);
            line.getErr().flush();
            return ExitCodes.CONFIG;
        }
    }

    private static List<String> footer(Loaded loaded, List<ServedPair> pairs, List<String> others) {
        var tls = loaded.settings().tls();
        var lines = new ArrayList<String>();
        if (pairs.stream().allMatch(pair -> pair.host().isPresent()) && tls.keys().isEmpty()) {
            lines.add("(standard): a self-signed certificate, which the first start makes");
        }
        lines.add("client certificates: " + tls.clientCertificate().word());
        others.forEach(problem -> lines.add("PROBLEM  " + problem));
        return lines;
    }
}
