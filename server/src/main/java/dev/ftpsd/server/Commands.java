package dev.ftpsd.server;

import dev.ftpsd.server.admin.BanCommand;
import dev.ftpsd.server.admin.CertCommand;
import dev.ftpsd.server.admin.CheckCommand;
import dev.ftpsd.server.admin.CompletionCommand;
import dev.ftpsd.server.admin.ConfigCommand;
import dev.ftpsd.server.admin.DrainCommand;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.ExplainCommand;
import dev.ftpsd.server.admin.HashCommand;
import dev.ftpsd.server.admin.KickCommand;
import dev.ftpsd.server.admin.ReloadCommand;
import dev.ftpsd.server.admin.TotpCommand;
import dev.ftpsd.server.admin.TraceCommand;
import dev.ftpsd.server.admin.UserCommand;
import dev.ftpsd.server.admin.WhoCommand;
import dev.ftpsd.server.admin.doctor.DoctorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code ftpsd run}, the commands that read files, and those that ask a running server. */
@Command(name = "ftpsd", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "An FTPS server whose data connections are bound to their control connection.",
        subcommands = {RunCommand.class, CheckCommand.class, CertCommand.class, HashCommand.class, TotpCommand.class,
                ConfigCommand.class, ExplainCommand.class, UserCommand.class, ReloadCommand.class, WhoCommand.class,
                KickCommand.class, BanCommand.class, TraceCommand.class, DrainCommand.class, DoctorCommand.class,
                CompletionCommand.class,
                HelpCommand.class})
final class Commands {

    private Commands() {}

    /** Runs the command that the arguments name; without any, says which there are. */
    static int execute(String... arguments) {
        var line = commandLine();
        if (arguments.length == 0) {
            line.usage(System.out);
            return ExitCodes.USAGE;
        }
        return line.execute(arguments);
    }

    /** All commands, ready to run. */
    static CommandLine commandLine() {
        var line = new CommandLine(new Commands());
        line.setExecutionStrategy(new CommandLine.RunLast());
        everywhere(line);
        return line.setParameterExceptionHandler(Commands::wrongUsage);
    }

    /** What picocli hands down to no subcommand: the exit code of wrong usage, and what -V says. */
    private static void everywhere(CommandLine line) {
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCodes.USAGE).versionProvider(new Version());
        line.getSubcommands().values().forEach(Commands::everywhere);
    }

    /** Says what is wrong, what may have been meant, and what is right; picocli's own handler leaves out one of the latter. */
    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        line.getErr().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.usage(line.getErr());
        return ExitCodes.USAGE;
    }
}
