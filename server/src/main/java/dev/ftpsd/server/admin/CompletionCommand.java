package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ftpsd completion}: the script that makes a shell complete this program's commands and options. */
@Command(name = "completion", mixinStandardHelpOptions = true,
        description = "Prints the script that makes bash and zsh complete commands and options.",
        footerHeading = "%nExamples:%n", footer = {"  source <(ftpsd completion)",
                "  ftpsd completion > /etc/bash_completion.d/ftpsd"})
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the specification");
        }
        var root = spec.root();
        spec.commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitCodes.OK;
    }
}
