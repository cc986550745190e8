package dev.ftpsd.server.admin;

import java.util.List;
import java.util.concurrent.Callable;

import dev.ftpsd.server.admin.socket.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ftpsd kick}: ends sessions at once. */
@Command(name = "kick", mixinStandardHelpOptions = true,
        description = {"Ends a session, or all of a user, at once; a running transfer breaks off.",
                "The user may come back: ftpsd user disable and ftpsd ban add keep somebody out."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd kick 17", "  ftpsd kick --user acme"})
public final class KickCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @ArgGroup(multiplicity = "1")
    private final Whom whom = new Whom();

    /** One of the two. */
    static final class Whom {

        @Parameters(paramLabel = "ID", description = "The number of the session, from ftpsd who.")
        private @Nullable Long session;

        @Option(names = "--user", paramLabel = "NAME", description = "All sessions of that user.")
        private @Nullable String user;

        Request request() {
            var request = Request.of("kick");
            return user == null ? request.with("session", String.valueOf(session)) : request.with("user", user);
        }
    }

    @Override
    public Integer call() {
        return server.ask(whom.request(), answer -> List.of(answer.message()));
    }
}
