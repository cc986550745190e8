package dev.ftpsd.server.admin;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd user passwd}: gives a user another password. */
@Command(name = "passwd", mixinStandardHelpOptions = true, description = {
        "Gives a user another password, for the next login, and reloads a server that runs.",
        "The password comes from a prompt or, with --password-stdin, from the first line of standard input.",
        "Without one a password is made and printed, this once. Sessions go on; ftpsd kick --user ends them."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd user passwd acme",
                "  pass show ftp/acme | ftpsd user passwd acme --password-stdin"})
final class UserPasswdCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String name = "";

    @Option(names = "--password-stdin", description = "The first line of standard input is the password.")
    private boolean fromInput;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        try {
            var password = NewPassword.ask(fromInput);
            return new UserEdit(conf).run(line, editor -> editor.setPassword(name, password.hash()) + ": user " + name
                    + " has a new password" + password.told());
        } catch (IllegalArgumentException e) {
            line.getErr().println("nothing was changed: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
    }
}
