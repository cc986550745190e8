package dev.ftpsd.server.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every attack of the list has a test, and the test exists. */
final class AttackIndexTest {

    private static final Path LIST = Path.of("src/test/resources/attacks.tsv");
    private static final List<String> MODULES = List.of("storage", "auth", "tls", "server");

    private static List<List<String>> rows() throws IOException {
        try (var lines = Files.lines(LIST)) {
            return lines.filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t", -1))).toList();
        }
    }

    /**
     * The control channel's parser is 1 to 15, TLS and other protocols 16 to 27, paths and listings 39 to 53, the data
     * connection 54 to 69, files 70 to 84, the views of operators 88, the proxy 90.
     */
    @Test
    void every_attack_has_a_test() throws IOException {
        var listed =
                rows().stream().map(row -> Integer.valueOf(row.get(0))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Stream.of(IntStream.rangeClosed(1, 27), IntStream.rangeClosed(39, 84), IntStream.of(88, 90))
                .flatMap(IntStream::boxed).toList(),
                List.copyOf(listed));
    }

    @Test
    void every_test_of_the_list_exists() throws IOException {
        var sources = new ArrayList<Path>();
        for (var module : MODULES) {
            try (var files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            if (!exists(row.get(2), sources)) {
                missing.add(row.get(2));
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean exists(String test, List<Path> sources) throws IOException {
        if (test.endsWith(".ftp")) {
            return Files.exists(Path.of("src/test/transcripts").resolve(test));
        }
        var parts = test.split("#", 2);
        var method = Pattern.compile("(void|boolean) " + parts[1] + "\\(");
        for (var source : sources) {
            if (source.getFileName().toString().equals(parts[0] + ".java")) {
                return method.matcher(Files.readString(source)).find();
            }
        }
        return false;
    }
}
