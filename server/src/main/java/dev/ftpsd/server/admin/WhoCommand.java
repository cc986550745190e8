package dev.ftpsd.server.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ftpsd who}: who is connected, and what they do. */
@Command(name = "who", mixinStandardHelpOptions = true,
        description = "Lists the sessions: who, from where, since when, and what they do.",
        footerHeading = "%nExamples:%n", footer = {"  ftpsd who", "  ftpsd who --json | jq '.sessions[].user'"})
public final class WhoCommand implements Callable<Integer> {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return server.ask(Request.of("who"), WhoCommand::show);
    }

    static List<String> show(Answer answer) {
        var table = new Table("ID", "USER", "ADDRESS", "TLS", "SINCE", "IDLE", "DOING");
        answer.rows("sessions").forEach(row -> table.row(text(row, "session"), orDash(text(row, "user")),
                text(row, "address"), text(row, "tls").replace("TLSv", ""), since(text(row, "since")),
                Amounts.seconds(number(row, "idle-seconds")), doing(row)));
        return Stream.concat(table.lines().stream(), Stream.of(answer.message())).toList();
    }

    private static String since(String moment) {
        var zone = ZoneId.systemDefault();
        var time = Instant.parse(moment).atZone(zone);
        return time.toLocalDate().equals(ZonedDateTime.now(zone).toLocalDate()) ? TODAY.format(time)
                : EARLIER.format(time);
    }

    private static String doing(Map<?, ?> row) {
        if (!(row.get("transfer") instanceof Map<?, ?> transfer)) {
            return orDash(text(row, "last-command"));
        }
        var bytes = number(transfer, "bytes");
        var all = transfer.containsKey("of-bytes") ? number(transfer, "of-bytes") : 0;
        return text(transfer, "command") + " " + Amounts.bytes(bytes) + (all > 0 ? " " + bytes * 100 / all + "%" : "")
                + " " + Amounts.bytes(number(transfer, "bytes-per-second")) + "/s " + text(transfer, "path");
    }

    private static String text(Map<?, ?> row, String name) {
        var value = row.get(name);
        return value == null ? "" : String.valueOf(value);
    }

    private static long number(Map<?, ?> row, String name) {
        return row.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
