package dev.ftpsd.server.admin;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

import dev.ftpsd.auth.Argon2idHasher;
import dev.ftpsd.auth.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ftpsd hash}: makes the line that {@code password:} in users.yaml takes. */
@Command(name = "hash", mixinStandardHelpOptions = true,
        description = "Reads a password from a prompt or standard input and prints its Argon2id hash alone.")
public final class HashCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var line = spec == null ? new picocli.CommandLine(this) : spec.commandLine();
        try (var password = read()) {
            line.getOut().println(new Argon2idHasher(new SecureRandom()).hash(password).encoded());
            return ExitCodes.OK;
        } catch (IllegalArgumentException e) {
            line.getErr().println("not hashed: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
    }

    /** A prompt where there is a terminal; else the first line of standard input. */
    private static Secret read() throws IOException {
        var terminal = Passwords.terminal();
        if (terminal.isPresent()) {
            var typed = terminal.get().readPassword("Password: ");
            return new Secret(typed == null ? new char[0] : typed);
        }
        return Passwords.firstLine();
    }
}
