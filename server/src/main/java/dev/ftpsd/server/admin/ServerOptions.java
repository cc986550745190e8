package dev.ftpsd.server.admin;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.ControlClient;
import dev.ftpsd.server.admin.socket.ControlClient.NoAnswerException;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.audit.TraceLine;
import dev.ftpsd.server.config.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have that talk to a running server: where it is, and how its answer is shown. */
public final class ServerOptions {

    private static final String END = TraceLine.Kind.END.word();

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--json", description = "Prints the answer as one line of JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /**
     * Asks, and shows the answer; problems and refusals go to standard error.
     *
     * @param lines shows an answer that is no refusal
     * @return what to exit with
     */
    int ask(Request request, Function<Answer, Iterable<String>> lines) {
        try {
            return show(ControlClient.ask(runFolder(), request), lines);
        } catch (NoAnswerException e) {
            err().println(e.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
    }

    /**
     * Asks, works on with what the server says, and shows what came of it, all of it on standard output.
     *
     * @param work makes the answer that is shown
     * @param lines shows it before its message
     * @return what to exit with
     */
    public int ask(Request request, UnaryOperator<Answer> work, Function<Answer, Iterable<String>> lines) {
        try {
            var asked = ControlClient.ask(runFolder(), request);
            if (asked.exit() != ExitCodes.OK) {
                return show(asked, lines);
            }
            var answer = work.apply(asked);
            if (json) {
                out().println(answer.toLine());
            } else {
                lines.apply(answer).forEach(out()::println);
                out().println(answer.message());
            }
            return answer.exit();
        } catch (NoAnswerException e) {
            err().println(e.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
    }

    /**
     * Asks, and shows what comes until the server says that it is the end; how it begins and ends goes to standard error.
     *
     * @param line shows a row
     * @return what to exit with
     */
    int follow(Request request, Function<Map<String, Object>, String> line) {
        try (var following = ControlClient.follow(runFolder(), request)) {
            var answer = following.answer();
            if (json || answer.exit() != ExitCodes.OK) {
                show(answer, first -> List.of());
            } else {
                err().println(answer.message());
            }
            var over = answer.exit() != ExitCodes.OK;
            while (!over && !out().checkError()) {
                var row = following.next();
                over = END.equals(row.get("kind"));
                (over && !json ? err() : out()).println(json ? Json.write(row) : line.apply(row));
            }
            return answer.exit();
        } catch (NoAnswerException e) {
            err().println(e.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
    }

    private int show(Answer answer, Function<Answer, Iterable<String>> lines) {
        if (json) {
            out().println(answer.toLine());
        } else if (answer.exit() == ExitCodes.OK) {
            lines.apply(answer).forEach(out()::println);
        } else {
            answer.lines("problems").forEach(err()::println);
            err().println(answer.message());
        }
        return answer.exit();
    }

    /** Where the server of that configuration has its socket, also while the configuration has mistakes. */
    private Path runFolder() {
        return conf.installation().resolve(new SettingsReader(System.getenv()).runDir(conf.folder())).normalize();
    }

    PrintWriter out() {
        return line().getOut();
    }

    PrintWriter err() {
        return line().getErr();
    }

    private picocli.CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the specification");
        }
        return spec.commandLine();
    }
}
