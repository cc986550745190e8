package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** strace on a running server: shows its system calls, and makes chosen ones fail as a broken machine would. */
final class Strace implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path output;
    private final Process process;

    private Strace(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Writes down those calls, with the files that their descriptors stand for. */
    static Strace watch(RunningTree tree, String calls) throws IOException, InterruptedException {
        return start(tree, List.of("-e", "trace=" + calls));
    }

    /**
     * The same of this very process.
     *
     * @param folder for what it writes
     */
    static Strace watchThis(Path folder, String calls) throws IOException, InterruptedException {
        return start(folder, Long.toString(ProcessHandle.current().pid()), List.of("-e", "trace=" + calls));
    }

    /**
     * Makes calls that have to do with a path fail.
     *
     * @param path of a file or of a directory that is open; calls that name something in it are meant too
     * @param calls their names, with commas
     * @param error such as ENOSPC
     */
    static Strace inject(RunningTree tree, Path path, String calls, String error)
            throws IOException, InterruptedException {
        return start(tree, List.of("-P", path.toString(), "-e", "trace=" + calls, "-e",
                "inject=" + calls + ":error=" + error));
    }

    private static Strace start(RunningTree tree, List<String> what) throws IOException, InterruptedException {
        return start(tree.site().elsewhere(), tree.pid(), what);
    }

    private static Strace start(Path folder, String pid, List<String> what) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "strace", "");
        var errors = Files.createTempFile(folder, "strace", "");
        var line = new ArrayList<>(List.of("strace", "-f", "-y", "-o", output.toString(), "-p", pid));
        line.addAll(what);
        var process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.readString(errors).contains("attached") && process.isAlive()
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(Files.readString(errors).contains("attached"), () -> "strace: " + text(errors));
        return new Strace(output, process);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What it has seen so far. */
    List<String> calls() throws IOException {
        return Files.readAllLines(output);
    }

    /** Where the first of those calls is that fits; -1 where none does. */
    static int first(List<String> calls, Predicate<String> condition) {
        for (var i = 0; i < calls.size(); i++) {
            if (condition.test(calls.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Lets go of the server and waits until that is done. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
