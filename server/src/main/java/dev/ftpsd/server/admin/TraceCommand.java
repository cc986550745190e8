package dev.ftpsd.server.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.audit.TraceLine.Kind;
import dev.ftpsd.server.protocol.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ftpsd trace}: what clients and server say to each other, while they say it. */
@Command(name = "trace", mixinStandardHelpOptions = true,
        description = {"Shows what clients and server say to each other, line by line as it happens, until Ctrl-C.",
                "C: is a client's command, S: the server's reply, and -- an event, such as a refused handshake, a data",
                "connection or the end of a transfer. Passwords are masked. Of several options all must hold."},
        footerHeading = "%nExamples:%n",
        footer = {"  ftpsd trace --user acme", "  ftpsd trace --from 203.0.113.0/24 --for 10m",
                "  ftpsd trace --session 17 --json"})
public final class TraceCommand implements Callable<Integer> {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Names that cannot be taken for anything else on their line. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@+][A-Za-z0-9._@+-]*");

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--user", paramLabel = "NAME",
            description = "Sessions in which that user is logged in, or tries to.")
    private @Nullable String user;

    @Option(names = "--from", paramLabel = "NETWORK",
            description = "Sessions from an address or a network such as 203.0.113.0/24.")
    private @Nullable String from;

    @Option(names = "--session", paramLabel = "ID",
            description = "The session of that number, from ftpsd who, until it ends.")
    private @Nullable Long session;

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 90s, 10m, 2h; default: until Ctrl-C.")
    private @Nullable String time;

    @Override
    public Integer call() {
        var request = Request.of("trace");
        request = user == null ? request : request.with("user", user);
        request = from == null ? request : request.with("from", from);
        request = session == null ? request : request.with("session", String.valueOf(session));
        request = time == null ? request : request.with("for", time);
        return server.follow(request, TraceCommand::line);
    }

    static String line(Map<String, Object> row) {
        var text = Printable.escape(text(row, "text"));
        var kind = text(row, "kind");
        if (kind.equals(Kind.END.word())) {
            return text;
        }
        var clock = CLOCK.format(Instant.parse(text(row, "time")).atZone(ZoneId.systemDefault()));
        return row.containsKey("from")
                ? clock + " " + whose(row) + " " + mark(kind) + " " + text
                : clock + " " + mark(kind) + " " + text;
    }

    /** An event before there is a session has number 0, and nobody is named. */
    private static String whose(Map<String, Object> row) {
        var name = text(row, "user");
        return "#" + text(row, "session") + " " + text(row, "from") + " "
                + (name.isEmpty() ? "-" : PLAIN.matcher(name).matches() ? name : Json.quoted(name));
    }

    private static String mark(String kind) {
        return kind.equals(Kind.CLIENT.word()) ? "C:" : kind.equals(Kind.SERVER.word()) ? "S:" : "--";
    }

    private static String text(Map<String, Object> row, String name) {
        return String.valueOf(row.getOrDefault(name, ""));
    }
}
