package dev.ftpsd.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.admin.socket.Response;
import dev.ftpsd.server.admin.socket.Streamed;
import dev.ftpsd.server.audit.Trace;
import dev.ftpsd.server.config.Units;
import dev.ftpsd.server.control.Dialogue;
import dev.ftpsd.server.session.Session;

/** {@code ftpsd trace} asks for what is told as it comes; all other requests have one answer. */
final class TraceRequests implements Function<Request, Response> {

    private final Ftpsd server;
    private final Supplier<UserDirectory> users;
    private final Function<Request, Answer> others;

    /**
     * @param users those in force now
     * @param others answers everything else
     */
    TraceRequests(Ftpsd server, Supplier<UserDirectory> users, Function<Request, Answer> others) {
        this.server = server;
        this.users = users;
        this.others = others;
    }

    @Override
    public Response apply(Request request) {
        if (!request.command().equals("trace")) {
            return others.apply(request);
        }
        try {
            return trace(request);
        } catch (IllegalArgumentException e) {
            return Answer.refused(e.getMessage() + "");
        }
    }

    private Response trace(Request request) {
        var session = request.parameter("session").map(TraceRequests::number);
        var user = request.parameter("user");
        var range = request.parameter("from").map(AddressRange::parse);
        var time = request.parameter("for").map(TraceRequests::time);
        if (session.isPresent() && !isThere(session.get())) {
            return Answer.refused("no such session; ftpsd who lists them");
        }
        if (user.isPresent() && !isKnown(user.get())) {
            return Answer
                    .refused("there is no such user; ftpsd user list shows them, and --from shows whoever comes from"
                            + " an address, also by a wrong name");
        }

        var whose = new Trace.Whose(session.map(OptionalLong::of).orElse(OptionalLong.empty()), user,
                range.<Predicate<String>>map(network -> address -> contains(network, address))
                        .orElse(address -> true));
        var opened = server.traces().open(whose);
        if (opened.isEmpty()) {
            return Answer.refused("too many traces run already, or the server is stopping; end one of them");
        }
        var trace = opened.get();
        server.sessions().all().forEach(there -> trace.introduce(there.who(), Dialogue.introduction(there)));
        BooleanSupplier goesOn = session.<BooleanSupplier>map(number -> () -> isThere(number)).orElse(() -> true);
        return new Streamed(new Answer(ExitCodes.OK, words(request), Map.of()), new TraceRows(trace, goesOn, time));
    }

    private static String words(Request request) {
        return "tracing" + request.parameter("session").map(number -> " session " + number).orElse(" sessions")
                + request.parameter("user").map(name -> " of " + name).orElse("")
                + request.parameter("from").map(network -> " from " + network).orElse("")
                + request.parameter("for").map(time -> " for " + time).orElse("") + "; Ctrl-C ends it";
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a session is a number; ftpsd who lists them", e);
        }
    }

    private static Duration time(String text) {
        try {
            var time = Units.duration(text);
            if (time.isPositive()) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--for takes a time such as 90s, 10m or 2h: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("--for takes a time such as 90s, 10m or 2h, above zero");
    }

    private boolean isThere(long number) {
        return server.sessions().all().stream().mapToLong(Session::number).anyMatch(there -> there == number);
    }

    /** Whoever is logged in stays known, also when the files do not name them any more. */
    private boolean isKnown(String name) {
        return users.get().find(name).isPresent() || server.sessions().accountOf(name).isPresent();
    }

    private static boolean contains(AddressRange network, String address) {
        return Optional.of(address).filter(text -> !text.isEmpty()).map(InetAddress::ofLiteral)
                .filter(network::contains).isPresent();
    }
}
