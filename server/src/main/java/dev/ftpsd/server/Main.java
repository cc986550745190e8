package dev.ftpsd.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.tls.jdk.JdkProviders;
import dev.ftpsd.tls.jdk.JdkTlsProperties;

/**
 * Where the program begins. It names no class of picocli: no cache of the JVM takes those, and the JVM would look for them in
 * every archive, before anything else, at each start of the server.
 */
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
        return plain.isPresent() ? run(plain.get()) : Commands.execute(arguments);
    }

    private static int run(RunCommand command) {
        try {
            return command.call();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return ExitCodes.REFUSED;
        }
    }

    /** Prints a line that is no event and must not stand in a log: a password that is shown once. */
    static void print(String text) {
        OUT.println(text);
    }
}
