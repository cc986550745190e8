package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CPU time of a server and of all processes that it has made, those that have ended included (Linux, proc(5)). */
final class CpuTime {

    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    /** Behind the name in brackets: utime, stime, cutime, cstime are fields 14 to 17. */
    private static final int FIRST = 11;
    private static final int BEHIND_LAST = 15;

    private CpuTime() {}

    /** Seconds, user and system. */
    static double of(ProcessHandle server) throws IOException {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants())) {
            var sum = 0.0;
            for (var process : all.toList()) {
                sum += ofOne(process.pid());
            }
            return sum;
        }
    }

    private static double ofOne(long pid) throws IOException {
        String line;
        try {
            line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (NoSuchFileException e) {
            // It has ended meanwhile, and is counted with its parent.
            return 0;
        }
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = 0L;
        for (int i = FIRST; i < BEHIND_LAST; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS;
    }
}
