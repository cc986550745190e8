package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** {@code bin/ftpsd trace} as a process of its own, beside the server that it looks at. */
final class RunningTrace implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path output;
    private final Path errors;

    private RunningTrace(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts one, and waits until it looks. */
    static RunningTrace start(Site site, String... words) throws IOException, InterruptedException {
        var output = Files.createTempFile(site.directory(), "trace", ".out");
        var errors = Files.createTempFile(site.directory(), "trace", ".err");
        // Whoever runs a build in the background has its children ignore Ctrl-C.
        var line = new ArrayList<>(List.of("env", "--default-signal=INT", RunningTree.launcher().toString(), "trace"));
        line.addAll(List.of(words));
        line.addAll(List.of("--conf", site.conf().toString()));
        var builder = new ProcessBuilder(line).directory(site.elsewhere().toFile()).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var trace = new RunningTrace(builder.start(), output, errors);
        trace.await("(?m)^tracing |\"message\":\"tracing ");
        return trace;
    }

    /** All that it has shown so far. */
    String shown() throws IOException {
        return Files.readString(output) + Files.readString(errors);
    }

    /** Waits until it has shown that. */
    String await(String expression) throws IOException, InterruptedException {
        var pattern = Pattern.compile(expression);
        for (var left = PATIENCE_SECONDS * 50; left > 0; left--) {
            if (pattern.matcher(shown()).find()) {
                return shown();
            }
            Thread.sleep(20);
        }
        return fail("not shown: " + expression + " in\n" + shown());
    }

    void signal(String name) throws IOException, InterruptedException {
        Tool.in(Path.of("/"), "kill").run("-" + name, Long.toString(process.pid())).succeeds();
    }

    /** Waits for its end; what it exits with. */
    int end() throws IOException, InterruptedException {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end:\n" + shown());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
