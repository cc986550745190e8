package dev.ftpsd.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs. */
final class Contestant implements AutoCloseable {

    private static final int ATTEMPTS = 600;

    /** What a run does. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    private final String name;
    private final Site site;
    private final Process process;
    private final int port;
    private final String user;

    private Contestant(String name, Site site, Process process, int port, String user) {
        this.name = name;
        this.site = site;
        this.process = process;
        this.port = port;
        this.user = user;
    }

    /**
     * Starts it in the foreground and waits until it accepts.
     *
     * @throws IOException if it ends or does not accept within a minute
     */
    static Contestant start(String name, List<String> command, Site site, int port, String user) throws IOException {
        Site.open(Files.createDirectories(site.home().resolve(Site.uploads(port))), "rwxrwxrwx");
        var log = site.folder().resolve(name + ".log");
        try (var _ = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            throw new IOException("port " + port + " is served already, and would be measured in place of " + name);
        } catch (ConnectException e) {
            // As it should be.
        }
        var process = new ProcessBuilder(Cores.first(command)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
            try (var _ = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-" + name));
                return new Contestant(name, site, process, port, user);
            } catch (IOException e) {
                pause();
            }
        }
        end(process);
        throw new IOException(name + " does not start: " + Files.readString(log).strip());
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String name() {
        return name;
    }

    LoadClient connect(Protection protection) throws IOException {
        return new LoadClient(port, user, Site.PASSWORD, protection);
    }

    Site site() {
        return site;
    }

    String user() {
        return user;
    }

    /** Where it is uploaded to. */
    String uploads() {
        return Site.uploads(port);
    }

    /** Of the user's home, with a slash behind it. */
    String url() {
        return "ftp://127.0.0.1:" + port + "/";
    }

    /** The server's CPU time is taken 100 ms behind the end, when its processes have gone. */
    Cost cost(Task task) throws IOException {
        var before = CpuTime.of(process.toHandle());
        var begin = System.nanoTime();
        task.run();
        var wall = (System.nanoTime() - begin) / 1e9;
        pause();
        return new Cost(CpuTime.of(process.toHandle()) - before, wall);
    }

    /** What its processes have in memory, what they share by each one's share (Linux, proc(5): Pss). */
    double memoryKiB() throws IOException {
        pause();
        try (var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            var sum = 0.0;
            for (var one : all.toList()) {
                sum += memoryKiB(Path.of("/proc", Long.toString(one.pid()), "smaps_rollup"));
            }
            return sum;
        }
    }

    private static double memoryKiB(Path rollup) throws IOException {
        try (var lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", ""))).sum();
        }
    }

    @Override
    public void close() {
        end(process);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Also when the benchmark is interrupted: a server that is left behind would be measured the next time. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
