package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd user disable}: keeps a user out. */
@Command(name = "disable", mixinStandardHelpOptions = true, description = {
        "Keeps a user out: sets enabled: false in the users file, and reloads a server that runs.",
        "Sessions of that user end after the current transfer. Nothing of the user is deleted."},
        footerHeading = "%nExamples:%n", footer = "  ftpsd user disable acme")
final class UserDisableCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new UserEdit(conf).run(line,
                editor -> editor.setEnabled(name, false) + ": user " + name + " is disabled");
    }
}
