package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.config.yaml.Key;
import dev.ftpsd.server.config.yaml.Reading;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Each key of {@code ftpsd.yaml} and of the users files has, in {@code key-index.txt}, the test that shows that it reaches what it
 * governs. A key without a row fails here, so that none can be read and then forgotten; so does a row whose test has gone.
 */
class KeyIndexTest {

    private static final String NOT_IN_FORCE = "not-in-force";
    private static final String TRANSCRIPT = "transcript:";
    private static final String RECORD = "record:";

    /** The method of tests with a row for each key: the key is looked for in their source. */
    private static final String BY_ROWS = "it_reaches_what_it_governs";

    /** Users, groups and defaults have the same keys; {@code user.} stands for each. */
    private static final Pattern PROFILE = Pattern.compile("^(users\\[]|groups\\[]|defaults)\\.");

    private static final Map<String, String> INDEX = new TreeMap<>();
    private static final Map<String, Path> SOURCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (var line : Files.readAllLines(Path.of("src/test/resources/key-index.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var words = line.strip().split(" +", -1);
                assertEquals(2, words.length, line);
                assertEquals(null, INDEX.put(words[0], words[1]), "two rows: " + line);
            }
        }
        for (var module : Set.of("auth", "server", "storage", "tls")) {
            try (var files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> SOURCES.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
    }

    private static String asInIndex(Key key) {
        return PROFILE.matcher(key.path()).replaceFirst("user.") + (key.list() ? "[]" : "");
    }

    @Test
    void every_key_has_a_row_and_every_row_a_key() {
        var known = Stream.concat(Reading.keys(MachineSchema::read).stream(), Reading.keys(UsersFile::read).stream())
                .filter(key -> !key.type().equals(Key.SECTION))
                .map(KeyIndexTest::asInIndex)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(String.join("\n", known), String.join("\n", INDEX.keySet()));
    }

    @Test
    void what_is_not_in_force_is_what_the_reader_warns_of() {
        var rows = INDEX.entrySet().stream().filter(row -> row.getValue().equals(NOT_IN_FORCE)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(NotYetInForce.keys()), rows);
    }

    @Test
    void every_test_that_is_named_exists() throws Exception {
        for (var row : INDEX.entrySet()) {
            var shown = row.getValue();
            if (shown.startsWith(TRANSCRIPT)) {
                var file = Path.of("src/test/transcripts", shown.substring(TRANSCRIPT.length()) + ".ftp");
                assertTrue(Files.isRegularFile(file), row::toString);
            } else if (!shown.equals(NOT_IN_FORCE)) {
                assertExists(row.getKey(), shown.replace(RECORD, ""));
            }
        }
    }

    private static void assertExists(String key, String test) throws IOException {
        var parts = test.split("#", -1);
        assertEquals(2, parts.length, key + ": write Class#method, not " + test);
        var source = SOURCES.get(parts[0]);
        if (source == null) {
            fail(key + ": there is no class " + parts[0]);
        }

        var text = Files.readString(source);
        assertTrue(Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b").matcher(text).find(), test);
        assertTrue(text.contains(" " + parts[1] + "("), () -> key + ": there is no method " + test);
        assertTrue(!parts[1].equals(BY_ROWS) || text.contains('"' + key + '"'), () -> key + ": has no row in " + test);
    }
}
