package dev.ftpsd.server.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.ftpsd.server.config.NewUser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd user add}: a new user, who may log in at once. */
@Command(name = "add", mixinStandardHelpOptions = true, description = {
        "Adds a user to the users file, and reloads a server that runs.",
        "The password comes from a prompt or, with --password-stdin, from the first line of standard input.",
        "Without one a password is made and printed, this once."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd user add acme",
                "  ftpsd user add acme --group partners --home /srv/ftp/acme",
                "  pass show ftp/acme | ftpsd user add acme --allow list,read --password-stdin"})
final class UserAddCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NAME", description = "1 to 64 characters, without / and \\.")
    private String name = "";

    @Option(names = "--group", paramLabel = "GROUP", description = "A group of the users files; may be given again.")
    private List<String> groups = List.of();

    @Option(names = "--home", paramLabel = "DIR", description = "The user's files; default: that of the defaults.")
    private @Nullable String home;

    @Option(names = "--allow", split = ",", paramLabel = "RIGHT",
            description = "A preset or words for /; default: rw, or what the groups give.")
    private List<String> allow = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "Another users file, such as users.d/team.yaml.")
    private @Nullable String file;

    @Option(names = "--password-stdin", description = "The first line of standard input is the password.")
    private boolean fromInput;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        try {
            var password = NewPassword.ask(fromInput);
            var rights = allow.isEmpty() && groups.isEmpty() ? List.of("rw") : allow;
            var user = new NewUser(name, password.hash(), groups, Optional.ofNullable(home), rights);
            return new UserEdit(conf).run(line, editor -> editor.add(user, Optional.ofNullable(file)) + ": user " + name
                    + " is added" + password.told());
        } catch (IllegalArgumentException e) {
            line.getErr().println("nothing was changed: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
    }
}
