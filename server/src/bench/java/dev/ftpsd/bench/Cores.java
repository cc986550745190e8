package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers on the first core and the client on the others, where there are others and taskset(1): neither takes the other's time. */
final class Cores {

    private static final Optional<Path> TASKSET = Runtime.getRuntime().availableProcessors() > 1 ? Site.program("taskset")
            : Optional.empty();

    private Cores() {}

    /** The command, on the first core. */
    static List<String> first(List<String> command) {
        var line = new ArrayList<String>();
        TASKSET.ifPresent(taskset -> line.addAll(List.of(taskset.toString(), "-c", "0")));
        line.addAll(command);
        return line;
    }

    /** Leaves the first core, with all threads that there are and all processes to come that do not say otherwise. */
    static void leaveFirst() throws IOException {
        if (TASKSET.isPresent()) {
            Site.run(List.of(TASKSET.get().toString(), "-a", "-p", "-c", "1-" + (Runtime.getRuntime().availableProcessors() - 1),
                    Long.toString(ProcessHandle.current().pid())));
        }
    }
}
