package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the kernel still holds for clients when the server has sent everything, as Linux tells it in {@code /proc/net}. A
 * machine goes on delivering after a process has ended; the network of a container ends with its process, and what has not
 * arrived by then never does.
 */
final class UndeliveredData {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** We have said the last word, and the client has not: FIN_WAIT1, FIN_WAIT2, LAST_ACK, CLOSING. */
    private static final Set<String> LEFT_TO_THE_KERNEL = Set.of("04", "05", "09", "0B");

    private UndeliveredData() {}

    /**
     * Whether a connection of one of these local ports is closed on our side alone: a client closes when all has come, also
     * behind a proxy that acknowledges before.
     */
    static boolean isThere(List<Integer> ports) {
        var lines = new ArrayList<String>();
        for (var table : TABLES) {
            try {
                lines.addAll(Files.exists(table) ? Files.readAllLines(table) : List.of());
            } catch (IOException e) {
                // Not to be known here: then nobody waits.
            }
        }
        return isThere(lines, ports);
    }

    /** From lines such as {@code 0: 0100007F:084A 0100007F:C350 01 …}: number, local address and port, remote, state. */
    static boolean isThere(List<String> lines, List<Integer> ports) {
        return lines.stream().map(line -> line.strip().split("\\s+", -1))
                .anyMatch(words -> words.length > 3 && words[1].matches("[0-9A-F]+:[0-9A-F]{4}")
                        && ports.contains(Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16))
                        && LEFT_TO_THE_KERNEL.contains(words[3]));
    }
}
