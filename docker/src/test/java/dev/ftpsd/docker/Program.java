package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** A program of this machine that runs to its end. */
final class Program {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private Program() {}

    /**
     * How it ended.
     *
     * @param output both streams
     */
    record Result(int exitCode, String output) {}

    /** Ends a test whose program is missing: it fails where tools are required, and names the program elsewhere. */
    static void need(String program) {
        var there = Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
        if (there) {
            return;
        }
        if (Boolean.getBoolean("ftpsd.require-tools")) {
            fail("missing tool: " + program + " is not in PATH, and ftpsd.require-tools is true; install it");
        }
        System.out.println("missing tool: " + program);
        abort("missing tool: " + program);
    }

    /** Runs it with these variables beside the inherited ones. */
    static Result run(Path directory, Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        return run(directory, environment, line, LIMIT);
    }

    /** The same with another limit, after which it is killed. */
    static Result run(Path directory, Map<String, String> environment, List<String> line, Duration limit)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("program", ".out");
        try {
            var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** The same; the test fails with all that it said unless it ends with 0. */
    static String succeeds(Path directory, Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        var result = run(directory, environment, line);
        assertTrue(result.exitCode() == 0, () -> line + "\n" + result.output());
        return result.output();
    }
}
