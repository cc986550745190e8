package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which client can do what, as the tests saw it: a table for people. */
final class Matrix {

    /** What people do with a client. */
    static final List<String> DEEDS = List.of("connect", "list", "upload", "download", "resume", "rename", "delete",
            "small files");

    private static final String HEAD = """
            # Clients

            Each client against the image, by the tests of this build: connect, list, upload, download, resume (both ways), rename,
            delete, and 200 small files. A number is how many of these %d went well; what is missing is said below.

            | client | TLS begins | TLS 1.2, IPv4 | TLS 1.2, IPv6 | TLS 1.3, IPv4 | TLS 1.3, IPv6 |
            |---|---|---|---|---|---|
            """.formatted(DEEDS.size());

    private final Map<String, Map<Cell, String>> rows = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A client of the table.
     *
     * @param name with the words that people know it by
     * @param strict whether it logs in as a user whose data connections must resume
     * @param leavesOut the deeds that it has no way to do, with the reason
     */
    record Client(String name, boolean strict, Map<String, String> leavesOut) {

        /** Why it cannot connect that way at all. */
        Optional<String> cannot(Cell cell) {
            return name.equals("Python ftplib") && cell.isImplicit()
                    ? Optional.of("ftplib has no implicit mode")
                    : Optional.empty();
        }

        /** Whom it logs in as; rclone 1.60 resumes no TLS 1.2 session. */
        String login(Cell cell) {
            return strict && !(name.equals("rclone") && cell.tls().equals("1.2")) ? "alice" : "bob";
        }

        List<String> expected() {
            return DEEDS.stream().filter(deed -> !leavesOut.containsKey(deed)).toList();
        }
    }

    synchronized void put(Client client, Cell cell, String result) {
        rows.computeIfAbsent(client.name(), name -> new TreeMap<>(
                (a, b) -> Integer.compare(Cell.all().indexOf(a), Cell.all().indexOf(b)))).put(cell, result);
    }

    synchronized void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    synchronized void write(Path file) throws IOException {
        var text = new StringBuilder(HEAD);
        rows.forEach((client, cells) -> {
            for (var mode : List.of("explicit", "implicit")) {
                text.append("| ").append(client).append(" | ").append(mode);
                Cell.all().stream().filter(cell -> cell.mode().equals(mode))
                        .forEach(cell -> text.append(" | ").append(cells.getOrDefault(cell, "not run")));
                text.append(" |\n");
            }
        });
        text.append('\n');
        notes.stream().sorted().forEach(note -> text.append("- ").append(note).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
