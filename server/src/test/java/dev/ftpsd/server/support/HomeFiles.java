package dev.ftpsd.server.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What stands on the disk of a user's home, hidden or not. */
public final class HomeFiles {

    private static final String PART = "\\.ftpsd-part-[0-9a-f]{32}";

    private HomeFiles() {}

    /** The names in a home, sorted, but for the part of one broken upload, which no client sees; more parts than one fail. */
    public static List<String> besideOnePart(Path home) throws IOException {
        try (var files = Files.list(home)) {
            var names = files.map(file -> file.getFileName().toString()).sorted().toList();
            var whole = names.stream().filter(name -> !name.matches(PART)).toList();
            assertTrue(names.size() - whole.size() <= 1, names::toString);
            return whole;
        }
    }
}
