package dev.ftpsd.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

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
import dev.ftpsd.server.admin.UserCommand;
import dev.ftpsd.server.admin.WhoCommand;
import dev.ftpsd.server.admin.doctor.DoctorCommand;
import dev.ftpsd.tls.jdk.JdkProviders;
import dev.ftpsd.tls.jdk.JdkTlsProperties;
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
                KickCommand.class, BanCommand.class, DrainCommand.class, DoctorCommand.class, CompletionCommand.class,
                HelpCommand.class})
public final class Main {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        JdkTlsProperties.apply();
        JdkProviders.leaveOutUnused();
        System.exit(run(arguments));
    }

    /** Runs one command to its exit code. */
    static int run(String... arguments) {
        var plain = RunCommand.plain(arguments);
        if (plain.isPresent()) {
            return run(plain.get());
        }
        var line = commandLine();
        if (arguments.length == 0) {
            line.usage(System.out);
            return ExitCodes.USAGE;
        }
        return line.execute(arguments);
    }

    /** Without picocli, whose classes no cache of the JVM takes: they would be a third of a start. */
    private static int run(RunCommand command) {
        try {
            return command.call();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return ExitCodes.REFUSED;
        }
    }

    /** All commands, ready to run. */
    static CommandLine commandLine() {
        var line = new CommandLine(new Main());
        line.setExecutionStrategy(new CommandLine.RunLast());
        everywhere(line);
        return line.setParameterExceptionHandler(Main::wrongUsage);
    }

    /** What picocli hands down to no subcommand: the exit code of wrong usage, and what -V says. */
    private static void everywhere(CommandLine line) {
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCodes.USAGE).versionProvider(new Version());
        line.getSubcommands().values().forEach(Main::everywhere);
    }

    /** Says what is wrong, what may have been meant, and what is right; picocli's own handler leaves out one of the latter. */
    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        line.getErr().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.usage(line.getErr());
        return ExitCodes.USAGE;
    }

    /** Prints a line that is no event and must not stand in a log: a password that is shown once. */
    static void print(String text) {
        OUT.println(text);
    }
}
