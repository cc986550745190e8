package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ftpsd user}: shows and edits users.yaml. */
@Command(name = "user", mixinStandardHelpOptions = true,
        description = "Shows and changes the users of users.yaml; everything else in the file stays as it is.",
        subcommands = {UserListCommand.class, UserShowCommand.class, UserAddCommand.class, UserPasswdCommand.class,
                UserDisableCommand.class, UserEnableCommand.class, UserDeleteCommand.class})
public final class UserCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the specification");
        }
        throw new ParameterException(spec.commandLine(), "Missing: list, show, add, passwd, disable, enable or delete");
    }
}
