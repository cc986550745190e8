package dev.ftpsd.server.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a reader can take in at once: short files, short methods, few parameters, imports by name. Tests included. */
final class SourceRulesTest {

    private static final int FILE_LINES = 250;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 6;

    private static SourceFacts facts = SourceFacts.NONE;

    @BeforeAll
    static void read() throws IOException {
        facts = SourceFacts.of(javaFiles());
    }

    /** Those of all modules; tests run in the folder of their module. */
    private static List<Path> javaFiles() throws IOException {
        var files = new ArrayList<Path>();
        try (var modules = Files.list(Path.of("..").toRealPath())) {
            for (var sources : modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
                try (var below = Files.walk(sources)) {
                    below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }

    @Test
    void the_sources_of_every_module_are_looked_at() {
        for (var module : List.of("storage", "auth", "tls", "server")) {
            assertTrue(facts.files().keySet().stream().anyMatch(file -> file.toString().contains(module + "/src/main")),
                    module);
        }
        assertTrue(facts.methodLines().values().stream().anyMatch(lines -> lines > METHOD_LINES / 2),
                "the parser gives ends of methods");
    }

    @Test
    void no_file_is_longer_than_250_lines() {
        assertEquals(List.of(), SourceFacts.above(facts.files(), FILE_LINES), "cut the file where its parts part");
    }

    @Test
    void no_method_is_longer_than_40_lines() {
        assertEquals(List.of(), SourceFacts.above(facts.methodLines(), METHOD_LINES), "name the parts of the method");
    }

    /** Headers and constructors of records are lists of components, named in their Javadoc. */
    @Test
    void no_method_takes_more_than_6_parameters() {
        assertEquals(List.of(), SourceFacts.above(facts.parameters(), PARAMETERS),
                "make a record of what belongs together");
    }

    @Test
    void every_import_names_what_it_imports() {
        assertEquals(List.of(), facts.wildcardImports(), "a reader cannot see where a name comes from");
    }
}
