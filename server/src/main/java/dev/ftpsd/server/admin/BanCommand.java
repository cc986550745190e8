package dev.ftpsd.server.admin;

import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd ban}: who is shut out for a while. */
@Command(name = "ban", mixinStandardHelpOptions = true,
        description = {"Lists, adds and removes bans: networks that are turned away at accept.",
                "The server bans by itself, too, after too many failed logins (security.ban)."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd ban list", "  ftpsd ban add 203.0.113.0/24 --for 7d",
                "  ftpsd ban remove 203.0.113.0/24"})
public final class BanCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the specification");
        }
        throw new ParameterException(spec.commandLine(), "Missing: list, add or remove");
    }

    @Command(name = "list", description = "Lists the bans that stand, the first to end first.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ServerOptions server) {
        return server.ask(Request.of("ban-list"), BanCommand::show);
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = {
            "Shuts a network out. Sessions that are there go on; ftpsd kick ends them."})
    int add(@Mixin ServerOptions server,
            @Parameters(paramLabel = "NETWORK",
                    description = "An address or a network such as 203.0.113.0/24.") String network,
            @Option(names = "--for", paramLabel = "TIME", defaultValue = "30m",
                    description = "How long: 30m, 2h, 7d; at most 3650d; default: 30m.") String time) {
        return server.ask(Request.of("ban-add").with("network", network).with("for", time), BanCommand::say);
    }

    @Command(name = "remove", description = "Lets a network in again.", mixinStandardHelpOptions = true)
    int remove(@Mixin ServerOptions server,
            @Parameters(paramLabel = "NETWORK", description = "As ftpsd ban list shows it.") String network) {
        return server.ask(Request.of("ban-remove").with("network", network), BanCommand::say);
    }

    private static List<String> say(Answer answer) {
        return List.of(answer.message());
    }

    private static List<String> show(Answer answer) {
        var table = new Table("NETWORK", "UNTIL", "CAUSE");
        answer.rows("bans").forEach(row -> table.row(String.valueOf(row.get("network")),
                String.valueOf(row.get("until")), String.valueOf(row.get("cause"))));
        return Stream.concat(table.lines().stream(), Stream.of(answer.message())).toList();
    }
}
