package dev.ftpsd.server.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.yaml.Effective;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ftpsd config}: each key of ftpsd.yaml with the value that holds and where that comes from. */
@Command(name = "config", mixinStandardHelpOptions = true, description = {
        "Prints the keys of ftpsd.yaml with their values, those that the file sets; secrets are masked.",
        "Reads the files as they are now, whether a server runs or not."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd config --effective --origin",
                "  ftpsd config --effective --origin | grep -v default"})
public final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--effective", description = "The defaults of all other keys as well.")
    private boolean effective;

    @Option(names = "--origin", description = "Where each value comes from: file and line, default, environment.")
    private boolean origin;

    @Option(names = "--json", description = "Prints one line of JSON, for programs.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        try {
            var rows = new SettingsReader(System.getenv()).read(conf.folder()).effective().stream()
                    .filter(row -> effective || !row.isDefault()).toList();
            if (json) {
                line.getOut().println(Json.write(Map.of("keys", rows.stream().map(ConfigCommand::member).toList())));
            } else {
                lines(rows).forEach(line.getOut()::println);
            }
            return ExitCodes.OK;
        } catch (ConfigProblems e) {
            e.problems().forEach(line.getErr()::println);
            return ExitCodes.CONFIG;
        }
    }

    private List<String> lines(List<Effective> rows) {
        var table = origin ? new Table("KEY", "VALUE", "ORIGIN") : new Table("KEY", "VALUE");
        rows.forEach(row -> {
            var value = row.value().isEmpty() ? "\"\"" : row.value();
            if (origin) {
                table.row(row.key(), value, row.origin());
            } else {
                table.row(row.key(), value);
            }
        });
        return table.lines();
    }

    private static Map<String, Object> member(Effective row) {
        var member = new LinkedHashMap<String, Object>();
        member.put("key", row.key());
        member.put("value", row.value());
        member.put("origin", row.origin());
        return member;
    }
}
