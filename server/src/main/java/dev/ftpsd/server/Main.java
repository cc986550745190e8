package dev.ftpsd.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.admin.CheckCommand;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.HashCommand;
import dev.ftpsd.server.admin.TotpCommand;
import dev.ftpsd.tls.jdk.JdkTlsProperties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: {@code ftpsd run}, {@code check}, {@code hash}, {@code totp}. */
@Command(name = "ftpsd", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "An FTPS server whose data connections are bound to their control connection.",
        subcommands = {RunCommand.class, CheckCommand.class, HashCommand.class, TotpCommand.class, HelpCommand.class})
public final class Main {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        JdkTlsProperties.apply();
        System.exit(run(arguments));
    }

    /** Runs one command to its exit code. */
    static int run(String... arguments) {
        var line = new CommandLine(new Main());
        line.setExecutionStrategy(new CommandLine.RunLast());
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCodes.USAGE);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().exitCodeOnInvalidInput(ExitCodes.USAGE));
        if (arguments.length == 0) {
            line.usage(System.out);
            return ExitCodes.USAGE;
        }
        return line.execute(arguments);
    }

    /** Prints a line that is no event and must not stand in a log: a password that is shown once. */
    static void print(String text) {
        OUT.println(text);
    }
}
