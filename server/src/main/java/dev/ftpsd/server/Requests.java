package dev.ftpsd.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.SessionRows;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;

/** What the control socket's requests do to the server. On the threads of their connections. */
final class Requests implements Function<Request, Answer> {

    private static final Reply FAREWELL =
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "The administrator has ended this session.");

    private final Ftpsd server;
    private final Reload reload;
    private final Runnable drain;
    private final BanRequests bans;

    /** @param drain begins the end of the process, and does not wait for it */
    Requests(Ftpsd server, Reload reload, Runnable drain) {
        this.server = server;
        this.reload = reload;
        this.drain = drain;
        this.bans = new BanRequests(server.bans(), server.events());
    }

    @Override
    public Answer apply(Request request) {
        return switch (request.command()) {
            case "who" -> who();
            case "kick" -> kick(request);
            case "reload" -> reload();
            case "ban-list" -> bans.list();
            case "ban-add" -> bans.add(request);
            case "ban-remove" -> bans.remove(request);
            case "doctor" -> new DoctorRequest(server).answer();
            case "drain" -> drain();
            default -> Answer.refused("this server knows no request \"" + request.command()
                    + "\": is it of another version?");
        };
    }

    private Answer who() {
        var rows = SessionRows.of(server.sessions().all());
        return new Answer(ExitCodes.OK, rows.size() == 1 ? "1 session" : rows.size() + " sessions",
                Map.of("sessions", rows));
    }

    private Answer kick(Request request) {
        var chosen = request.parameter("session").<Predicate<Session>>map(
                number -> session -> Long.toString(session.number()).equals(number))
                .or(() -> request.parameter("user").map(name -> session -> isOf(session, name)));
        if (chosen.isEmpty()) {
            return Answer.refused("name a session or a user");
        }
        var kicked = server.sessions().all().stream().filter(chosen.get()).toList();
        kicked.forEach(this::kick);
        return kicked.isEmpty() ? Answer.refused("no such session; ftpsd who lists them")
                : new Answer(ExitCodes.OK, "ended: " + kicked.size(),
                        Map.of("sessions", kicked.stream().map(Session::number).toList()));
    }

    private static boolean isOf(Session session, String user) {
        return session.loggedIn().filter(in -> in.account().name().equals(user)).isPresent();
    }

    private void kick(Session session) {
        server.events().kicked(session.who());
        session.control().close(FAREWELL);
    }

    private Answer reload() {
        return switch (reload.run()) {
            case ReloadResult.InForce done -> new Answer(ExitCodes.OK, done.toString(), inForce(done));
            case ReloadResult.Refused(var problems) -> new Answer(ExitCodes.CONFIG,
                    "not reloaded: nothing has changed", Map.of("problems", problems));
        };
    }

    private static Map<String, Object> inForce(ReloadResult.InForce done) {
        var body = new LinkedHashMap<String, Object>();
        body.put("generation", done.generation());
        body.put("changes", done.changes());
        body.put("at-restart", done.atRestart());
        body.put("warnings", done.warnings());
        return body;
    }

    private Answer drain() {
        var count = server.sessions().count();
        var grace = server.settings().server().shutdownGrace();
        drain.run();
        return new Answer(ExitCodes.OK, "stopping: " + count + " sessions; transfers may take "
                + grace.toSeconds() + " s", Map.of("sessions", count, "grace-seconds", grace.toSeconds()));
    }
}
