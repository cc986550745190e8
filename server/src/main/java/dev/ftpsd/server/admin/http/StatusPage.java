package dev.ftpsd.server.admin.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.ftpsd.server.admin.Amounts;
import dev.ftpsd.server.admin.http.Status.Certificate;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.transfer.Transfer;

import static dev.ftpsd.server.admin.http.HtmlTable.number;
import static dev.ftpsd.server.admin.http.HtmlTable.text;

/** The page for people: what the server does at this moment. It loads itself anew, without a script. */
public final class StatusPage {

    /** Nothing but the page's own style, from nowhere else, in nobody's frame. */
    static final String POLICY = "default-src 'none'; style-src " + Style.hash()
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofDays(21);
    private static final int SECONDS_BETWEEN = 5;

    private StatusPage() {}

    /** The page of that moment. */
    public static Content of(Status status, Instant now) {
        var process = status.process();
        var body = "<header><h1>ftpsd</h1>"
                + pill(process.ready() ? "good" : "warn", process.ready() ? "ready" : "stopping: no new clients")
                + "<span class=\"soft\">" + Html.of(process.version()) + ", up "
                + Amounts.seconds(Duration.between(process.since(), now).toSeconds()) + ", "
                + Html.of(String.join(", ", process.ports())) + "</span></header>\n"
                + tiles(status, now) + transfers(status.sessions()) + sessions(status.sessions(), now)
                + bans(status, now) + certificates(status.certificates(), now)
                + "<footer>" + MOMENT.format(now) + ", again every " + SECONDS_BETWEEN
                + " seconds. For programs: <a href=\"/metrics\">metrics</a>, <a href=\"/livez\">livez</a>, "
                + "<a href=\"/readyz\">readyz</a>.</footer>\n";
        return new Content(200, Content.HTML, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"refresh\" content=\"" + SECONDS_BETWEEN
                + "\">\n<title>ftpsd status</title>\n<style>"
                + Style.TEXT + "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n");
    }

    private static String pill(String kind, String text) {
        return "<span class=\"pill " + kind + "\">" + Html.of(text) + "</span>";
    }

    private static String tiles(Status status, Instant now) {
        var running = status.sessions().stream().flatMap(session -> session.transfer().stream()).toList();
        var rate = running.stream().mapToLong(StatusPage::rate).sum();
        var users = status.sessions().stream().filter(session -> session.loggedIn().isPresent()).count();
        var first = status.certificates().stream().map(Certificate::expires).min(Comparator.naturalOrder());
        var reload = status.reload();
        return "<dl class=\"tiles\">\n"
                + tile("Sessions", Integer.toString(status.sessions().size()), users + " logged in")
                + tile("Transfers", Integer.toString(running.size()), Amounts.bytes(rate) + "/s together")
                + tile("Bans", Integer.toString(status.bans().size()), "networks shut out")
                + first.map(end -> tile("Certificate", days(now, end), "until it expires")).orElse("")
                + tile("Configuration", "#" + reload.generation(),
                        (reload.inForce() ? "read " : "REFUSED ") + ago(reload.at(), now))
                + tile("Disk", Amounts.bytes(status.disk().usable()),
                        "free, " + Amounts.bytes(status.disk().reserve()) + " reserved")
                + "</dl>\n" + (reload.inForce() ? ""
                        : "<section><h2>" + pill("bad", "last reload refused") + " <small>"
                                + Html.of(reload.words()) + "</small></h2></section>\n");
    }

    private static String tile(String name, String value, String more) {
        return "<div><dt>" + name + "</dt><dd>" + value + "<small>" + Html.of(more) + "</small></dd></div>\n";
    }

    private static String transfers(List<Session> sessions) {
        var table = new HtmlTable("Transfers", "Nothing moves.", text("User"), text("Command"), text("Path"),
                number("Moved"), number("Rate"), text("Progress"));
        sessions.forEach(session -> session.transfer().ifPresent(transfer -> table.row(Html.of(user(session)),
                Html.of(transfer.verb()), Html.of(transfer.path()), Amounts.bytes(transfer.bytes()),
                Amounts.bytes(rate(transfer)) + "/s", progress(transfer))));
        return table.toString();
    }

    private static String progress(Transfer transfer) {
        if (transfer.size() <= 0) {
            return "<span class=\"soft\">size not known</span>";
        }
        var done = Math.min(transfer.bytes(), transfer.size());
        var left =
                rate(transfer) > 0 ? ", " + Amounts.seconds((transfer.size() - done) / rate(transfer)) + " left" : "";
        return done * 100 / transfer.size() + "% of " + Amounts.bytes(transfer.size()) + left
                + "<progress max=\"1000\" value=\""
                + (long) (done * 1000.0 / transfer.size()) + "\"></progress>";
    }

    private static long rate(Transfer transfer) {
        return transfer.bytes() * 1000 / Math.max(1, transfer.elapsed().toMillis());
    }

    private static String sessions(List<Session> sessions, Instant now) {
        var table = new HtmlTable("Sessions", "Nobody is connected.", text("No"), text("User"), text("Address"),
                text("Listener"), text("TLS"), text("Since"), text("Idle"), text("Last"));
        sessions.forEach(session -> table.row(Long.toString(session.number()), Html.of(user(session)),
                Html.of(session.peer().getHostAddress()), Html.of(session.listener().name()),
                session.security().version().map(Html::of).orElse(pill("warn", "none")), ago(session.since(), now),
                session.transfer().isPresent() ? "-" : Amounts.seconds(session.slot().activity().idle().toSeconds()),
                Html.of(session.slot().activity().lastVerb())));
        return table.toString();
    }

    private static String user(Session session) {
        return session.loggedIn().map(in -> in.account().name()).orElse("-");
    }

    private static String bans(Status status, Instant now) {
        var table = new HtmlTable("Bans", "Nobody is shut out.", text("Network"), text("Ends in"), text("Cause"));
        status.bans().forEach(ban -> table.row(Html.of(ban.network().toString()),
                Amounts.seconds(Math.max(0, Duration.between(now, ban.until()).toSeconds())),
                ban.cause().name().toLowerCase(Locale.ROOT)));
        return table.toString();
    }

    private static String certificates(List<Certificate> certificates, Instant now) {
        var table = new HtmlTable("Certificates", "None.", text("For"), text("Subject"), text("Expires"), text("In"));
        certificates.forEach(certificate -> table.row(Html.of(certificate.host()), Html.of(certificate.subject()),
                MOMENT.format(certificate.expires()), expiry(now, certificate.expires())));
        return table.toString();
    }

    private static String expiry(Instant now, Instant end) {
        return now.isAfter(end) ? pill("bad", "expired")
                : Duration.between(now, end).compareTo(SOON) < 0 ? pill("warn", days(now, end))
                        : days(now, end);
    }

    private static String days(Instant now, Instant end) {
        var days = Duration.between(now, end).toDays();
        return days < 0 ? "expired" : days == 1 ? "1 day" : days + " days";
    }

    private static String ago(Instant moment, Instant now) {
        return Amounts.seconds(Math.max(0, Duration.between(moment, now).toSeconds())) + " ago";
    }
}
