package dev.ftpsd.server.admin;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.config.BootstrapUser;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.UnknownUser;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ftpsd explain}: which line of which file allows or refuses something. Needs no running server. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
        "Tells whether a user may do something at a path, and which line of which file decides: rights,",
        "hidden names, limits and quota (the home is counted for it), whether data may travel in clear, and whether",
        "the user may log in now.",
        "Reads the files as they are now, whether a server runs or not. Exits 0 if rights and limits allow it,",
        "1 if not; that the user may not log in now is told, and does not change that."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd explain --user acme --path /out/report.pdf --op delete",
                "  ftpsd explain --user acme --path /in --op create --from 203.0.113.7"})
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String user = "";

    @Option(names = "--path", required = true, paramLabel = "PATH", description = "The path as the user sees it.")
    private String path = "";

    @Option(names = "--op", required = true, paramLabel = "RIGHT", description = {
            "What is to be done: list, read, create, overwrite, append,",
            "delete, rename, mkdir, rmdir, mtime or chmod."})
    private String operation = "";

    @Option(names = "--from", paramLabel = "ADDRESS", description = "Whether the user may log in from there, too.")
    private @Nullable String from;

    @Option(names = "--json", description = "Prints one line of JSON, for programs.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        var right = Right.ofWord(operation).orElseThrow(() -> new ParameterException(line,
                "--op takes a word of rights, such as read or delete, not " + operation));
        try {
            var virtual = VirtualPath.ROOT.resolve(path);
            var address = Optional.ofNullable(from).map(InetAddress::ofLiteral);
            var loaded = new SettingsReader(System.getenv()).read(conf.folder());
            var record = loaded.users().find(user).or(() -> first(loaded));
            if (record.isEmpty()) {
                line.getErr().println(UnknownUser.words(user, loaded));
                return ExitCodes.REFUSED;
            }
            return explain(line, record.get(),
                    Explanation.of(record.get(), new Explanation.Question(virtual, right, address),
                            loaded.settings().data().admitsClear(),
                            () -> CountedHome.of(record.get().account(), conf.installation())));
        } catch (IllegalArgumentException | StorageException e) {
            throw new ParameterException(line, e.getMessage() + "", e);
        } catch (ConfigProblems e) {
            e.problems().forEach(line.getErr()::println);
            return ExitCodes.CONFIG;
        }
    }

    /** The user of the first start, if that is meant and there. */
    private Optional<UserRecord> first(Loaded loaded) {
        return BootstrapUser.told(loaded, System.getenv()).filter(found -> found.name().equals(user));
    }

    private int explain(CommandLine line, UserRecord record, Explanation explanation) {
        if (json) {
            var body = new LinkedHashMap<String, Object>();
            body.put("user", record.name());
            body.put("path", path);
            body.put("op", operation);
            body.put("allowed", explanation.allowed());
            body.put("decided-by", explanation.decidedBy().orElse(""));
            line.getOut().println(Json.write(body));
        } else {
            explanation.lines().forEach(line.getOut()::println);
        }
        return explanation.allowed() ? ExitCodes.OK : ExitCodes.REFUSED;
    }
}
