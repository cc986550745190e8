package dev.ftpsd.server.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The folder tree is the architecture, and it begins at the top. */
final class TopLevelTest {

    private static final Set<String> ROOMS =
            Set.of("pom.xml", "server", "tls", "auth", "storage", "conf", "docker", "README.md", "LICENSE");

    @Test
    void the_top_level_holds_the_rooms_of_the_house_and_nothing_else() throws IOException {
        try (var entries = Files.list(Path.of("..").toRealPath())) {
            var names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(ROOMS), names);
        }
    }
}
