package dev.ftpsd.server.admin;

import java.security.SecureRandom;
import java.util.concurrent.Callable;

import dev.ftpsd.auth.CodeSecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd totp}: makes the secret that {@code totp-secret-file:} in users.yaml names, and the address for the user's app. */
@Command(name = "totp", mixinStandardHelpOptions = true,
        description = {
                "Makes a secret for one-time codes (RFC 6238) and prints it with the address that authenticator apps read, "
                        + "which a program such as qrencode turns into a picture.",
                "Keep it in a file of mode 0600, of which the first line counts, and name that as totp-secret-file of the user."})
public final class TotpCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The user's name, which the app shows.",
            defaultValue = "ftp")
    private String user = "ftp";

    @Option(names = "--issuer", paramLabel = "TEXT", description = "Whose codes the app says they are; default: ftpsd.",
            defaultValue = "ftpsd")
    private String issuer = "ftpsd";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new picocli.CommandLine(this) : spec.commandLine();
        var secret = CodeSecret.generate(new SecureRandom());
        line.getOut().println(secret.encoded());
        line.getOut().println(secret.uri(issuer, user));
        return ExitCodes.OK;
    }
}
