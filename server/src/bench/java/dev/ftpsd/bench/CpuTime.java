package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CPU time of a server and of all processes that it has made, those that have ended included (Linux, proc(5)). */
final class CpuTime {

    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    /** Behind the name in brackets: utime, stime, cutime, cstime are fields 14 to 17. */
    private static final int OWN = 11;
    private static final int CHILDREN = 13;

    private CpuTime() {}

    /** Seconds, user and system. */
    static double of(ProcessHandle server) {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants())) {
            return all.mapToDouble(process -> ofOne(process.pid())).sum();
        }
    }

    /**
     * Ticks count threads that have ended, but are rounded down, which takes all there is from a process that sends one short file.
     * Those of children that have ended are added up before they are rounded.
     */
    private static double ofOne(long pid) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            var line = Files.readString(folder.resolve("stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Math.max(seconds(fields, OWN), ofThreads(folder.resolve("task"))) + seconds(fields, CHILDREN);
        } catch (IOException e) {
            // It has ended meanwhile, and is counted with its parent.
            return 0;
        }
    }

    private static double seconds(String[] fields, int first) {
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS;
    }

    /** In nanoseconds, of the threads that there are, for each has its own schedstat; 0 where the kernel keeps none. */
    private static double ofThreads(Path tasks) throws IOException {
        var sum = 0L;
        try (var all = Files.list(tasks)) {
            for (var one : all.toList()) {
                var schedule = one.resolve("schedstat");
                if (Files.exists(schedule)) {
                    sum += Long.parseLong(Files.readString(schedule).split(" ", 2)[0]);
                }
            }
        }
        return sum / 1e9;
    }
}
