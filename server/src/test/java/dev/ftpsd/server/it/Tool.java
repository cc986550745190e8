package dev.ftpsd.server.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.fail;

/**
 * A program that runs to its end and whose output is looked at.
 *
 * @param program its name in PATH, or its path
 * @param directory where it runs
 * @param environment beside the inherited one; an empty value takes a variable away
 * @param limit after which it is killed, and the test fails
 */
record Tool(String program, Path directory, Map<String, String> environment, Duration limit) {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    /** One that runs in {@code directory}. */
    static Tool in(Path directory, String program) {
        return new Tool(program, directory, Map.of(), USUAL_LIMIT);
    }

    /** Whether a program of that name is in PATH. */
    static boolean isPresent(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    /** The same with one more variable, or one less if {@code value} is empty. */
    Tool with(String variable, String value) {
        var all = new HashMap<>(environment);
        all.put(variable, value);
        return new Tool(program, directory, all, limit);
    }

    /** The same with more time. */
    Tool within(Duration time) {
        return new Tool(program, directory, environment, time);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments), "");
    }

    /** Runs it to its end, with {@code input} on standard input. */
    Result run(List<String> arguments, String input) throws IOException, InterruptedException {
        var process = start(arguments);
        var output = text(process.inputReader(StandardCharsets.UTF_8));
        var errors = text(process.errorReader(StandardCharsets.UTF_8));
        feed(process, input);
        var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        var result = new Result(program + " " + String.join(" ", arguments), process.waitFor(), output.join(),
                errors.join());
        if (!ended) {
            fail("still runs after " + limit.toSeconds() + " s: " + result);
        }
        return result;
    }

    private static void feed(Process process, String input) {
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        } catch (IOException e) {
            // It ended without reading: its exit code and output say more than a broken pipe.
        }
    }

    /** Reads until the end, so that the program never waits for its output to be read. */
    private static CompletableFuture<String> text(BufferedReader reader) {
        var text = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try (reader) {
                text.complete(reader.readAllAsString());
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    private Process start(List<String> arguments) throws IOException {
        var line = new ArrayList<>(List.of(program));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line).directory(directory.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }
}
