package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd user enable}: lets a disabled user in again. */
@Command(name = "enable", mixinStandardHelpOptions = true, description = {
        "Lets a disabled user in again, and reloads a server that runs."},
        footerHeading = "%nExamples:%n", footer = "  ftpsd user enable acme")
final class UserEnableCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new UserEdit(conf).run(line, editor -> editor.setEnabled(name, true) + ": user " + name + " is enabled");
    }
}
