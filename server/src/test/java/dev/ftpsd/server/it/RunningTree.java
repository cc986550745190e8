package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** {@code bin/ftpsd run} as a process of its own, out of the tree that {@code mvn package} leaves. */
final class RunningTree implements AutoCloseable {

    /** The installation: bin, lib, conf. Failsafe runs in the module's directory. */
    static final Path INSTALLATION = Path.of("target/ftpsd").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern
            .compile(
                    "ready .*control ports (\\d+) \\(explicit TLS\\), (\\d+) \\(implicit TLS\\), data ports \\[(\\d+)\\]");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Site site;
    private final Process process;
    private final int port;
    private final int implicitPort;
    private final int dataPort;

    private RunningTree(Site site, Process process) throws IOException, InterruptedException {
        this.site = site;
        this.process = process;
        var ready = await(READY);
        this.port = Integer.parseInt(ready.group(1));
        this.implicitPort = Integer.parseInt(ready.group(2));
        this.dataPort = Integer.parseInt(ready.group(3));
    }

    /** Starts one and waits until it says that it is ready. */
    static RunningTree start(Site site) throws IOException, InterruptedException {
        return start(site, launcher(), Map.of());
    }

    /**
     * The same by another name of the launcher, and with more variables in its environment.
     *
     * @param launcher {@code bin/ftpsd}, or a link to it
     */
    static RunningTree start(Site site, Path launcher, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(launcher.toString(), "run", "--conf", site.conf().toString())
                .directory(site.elsewhere().toFile())
                .redirectErrorStream(true)
                .redirectOutput(site.log().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new RunningTree(site, builder.start());
    }

    static Path launcher() {
        return INSTALLATION.resolve("bin/ftpsd");
    }

    /** A command of {@code bin/ftpsd} that ends by itself. */
    static Tool command(Site site) {
        return Tool.in(site.elsewhere(), launcher().toString()).within(PATIENCE)
                .with("JAVA_HOME", System.getProperty("java.home"));
    }

    Site site() {
        return site;
    }

    /** The port where TLS begins with AUTH. */
    int port() {
        return port;
    }

    /** The port where TLS begins at once. */
    int implicitPort() {
        return implicitPort;
    }

    int dataPort() {
        return dataPort;
    }

    String log() throws IOException {
        return Files.readString(site.log());
    }

    /** The memory of the process that is in use now, heap and all else. */
    long residentMiB() throws IOException {
        return Files.readAllLines(processFolder().resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElseThrow();
    }

    /** What is left of its heap when all that nothing leads to is collected, which this causes. */
    long liveHeapKiB() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var histogram =
                Tool.in(site.elsewhere(), jcmd.toString()).run(List.of(pid(), "GC.class_histogram"), "").succeeds();
        var total = TOTAL.matcher(histogram.output());
        assertTrue(total.find(), histogram::output);
        return Long.parseLong(total.group(1)) >> 10;
    }

    /** How many files and sockets it has open. */
    long descriptors() throws IOException {
        try (var open = Files.list(processFolder().resolve("fd"))) {
            return open.count();
        }
    }

    /** How many threads of the system it has. */
    long threads() throws IOException {
        try (var tasks = Files.list(processFolder().resolve("task"))) {
            return tasks.count();
        }
    }

    /** Of the process, as tools take it. */
    String pid() {
        return Long.toString(process.pid());
    }

    private Path processFolder() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    /** Waits for a line of the log in which {@code pattern} is found. */
    Matcher await(Pattern pattern) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var alive = process.isAlive();
            var found = pattern.matcher(log());
            if (found.find()) {
                return found;
            }
            if (!alive) {
                break;
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        return fail("no line with " + pattern + ", exit code " + process.waitFor() + ", in the log:\n" + log());
    }

    Matcher await(String text) throws IOException, InterruptedException {
        return await(Pattern.compile(Pattern.quote(text)));
    }

    /** Sends a signal by its name without SIG. */
    void signal(String name) throws IOException, InterruptedException {
        Tool.in(site.elsewhere(), "kill").run(List.of("-" + name, Long.toString(process.pid())), "").succeeds();
    }

    /** How it ended after SIGTERM. */
    record End(int exitCode, Duration after) {}

    /** Sends SIGTERM and waits for the end. */
    End terminate() throws IOException, InterruptedException {
        signal("TERM");
        return end();
    }

    /** Waits for the end. */
    End end() throws IOException, InterruptedException {
        var since = System.nanoTime();
        assertTrue(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "it does not end:\n" + log());
        return new End(process.exitValue(), Duration.ofNanos(System.nanoTime() - since));
    }

    /** Ends it at once; a test that asks how it ends calls {@link #terminate} before. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
