package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.hook.Call.Answer;

/**
 * A call of a program. It gets the event as JSON on its standard input; nothing that a client chose stands among its arguments or in its
 * environment, and no shell reads anything. Of the server's own environment it has {@link #INHERITED} alone, since the rest may
 * hold passwords. What it writes goes nowhere.
 */
final class ProgramCall {

    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");
    private static final int YES = 0;
    private static final int NO = 1;

    /** What a pipe holds (pipe(7)), in bytes. */
    private static final int PIPE = 65_536;

    private ProgramCall() {}

    static Answer run(List<String> arguments, String body, Duration timeout, Call call) throws InterruptedException {
        var builder = new ProcessBuilder(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(INHERITED);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Answer.None("cannot be started");
        }

        call.endsBy(() -> kill(process));
        tell(process, (body + "\n").getBytes(StandardCharsets.UTF_8));
        if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            kill(process);
            return new Answer.None("no end within " + timeout.toMillis() + " ms");
        }
        return switch (process.exitValue()) {
            case YES -> new Answer.Yes();
            case NO -> new Answer.No("exit code 1");
            default -> new Answer.None("exit code " + process.exitValue());
        };
    }

    /** Most events are smaller than a pipe. A long one, of a rename, must not wait here for a program that does not read. */
    private static void tell(Process process, byte[] text) {
        if (text.length <= PIPE) {
            write(process, text);
        } else {
            var _ = Thread.ofPlatform().daemon().name("event-input").start(() -> write(process, text));
        }
    }

    private static void write(Process process, byte[] text) {
        try (var in = process.getOutputStream()) {
            in.write(text);
        } catch (IOException _) {
            // It has ended without reading; its exit code says what it thinks.
        }
    }

    /** With whatever it has started. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
