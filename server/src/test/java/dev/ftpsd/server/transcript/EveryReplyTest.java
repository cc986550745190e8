package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every reply that PROTOCOL.md promises of a verb is in a transcript behind that verb, or in the list of those that need more than a
 * dialogue, which names the test that shows it.
 */
final class EveryReplyTest {

    private static final Path WITHOUT = Path.of("src/test/resources/replies-without-transcript.tsv");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z0-9]+)` \\| [^|]*\\| [^|]*\\| ([^|]*) \\| ([^|]*) \\|");

    /** Neither "over 256 characters" nor SHA-256. */
    private static final Pattern CODE = Pattern.compile("(?<![\\d`-])(?<!over )([1-5]\\d\\d)(?!\\d)");
    private static final Pattern EXPECTED = Pattern.compile("^(\\d{3}).*", Pattern.DOTALL);

    private static Collection<String> promised() throws IOException {
        var promised = new TreeSet<String>();
        try (var lines = Files.lines(Path.of("src/docs/PROTOCOL.md"))) {
            for (var line : lines.toList()) {
                var row = ROW.matcher(line);
                if (row.find()) {
                    CODE.matcher(row.group(2) + " " + row.group(3)).results()
                            .forEach(code -> promised.add(row.group(1) + " " + code.group(1)));
                }
            }
        }
        return promised;
    }

    /** A command may hold several lines: what comes back is counted for each of their verbs. */
    private static Collection<String> shown() throws IOException {
        var shown = new TreeSet<String>();
        for (var transcript : TranscriptFiles.all()) {
            var verbs = List.<String>of();
            for (var step : transcript.steps()) {
                if (step instanceof Step.Send(int line, var command)) {
                    verbs = command.lines().map(each -> each.split(" ", 2)[0].toUpperCase(Locale.ROOT)).toList();
                } else if (step instanceof Step.Expect(int line, var regex) && EXPECTED.matcher(regex).matches()) {
                    verbs.forEach(verb -> shown.add(verb + " " + regex.substring(0, 3)));
                }
            }
        }
        return shown;
    }

    private static List<List<String>> withoutTranscript() throws IOException {
        try (var lines = Files.lines(WITHOUT)) {
            return lines.filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t", -1))).toList();
        }
    }

    @Test
    void every_reply_that_is_promised_is_in_a_transcript() throws IOException {
        var missing = new TreeSet<>(promised());
        assertTrue(missing.size() > 150, "rows are not understood: " + missing);
        missing.removeAll(shown());
        withoutTranscript().forEach(row -> missing.remove(row.get(0) + " " + row.get(1)));
        assertEquals(List.of(), List.copyOf(missing), "write a transcript in src/test/transcripts");
    }

    @Test
    void the_tests_that_stand_for_a_transcript_exist() throws IOException {
        var sources = new ArrayList<Path>();
        for (var module : List.of("src/test/java", "../auth/src/test/java")) {
            try (var files = Files.walk(Path.of(module))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        for (var row : withoutTranscript()) {
            var parts = row.get(3).split("#", 2);
            var found =
                    sources.stream().filter(file -> file.getFileName().toString().equals(parts[0] + ".java")).toList();
            assertEquals(1, found.size(), row.get(3));
            assertTrue(Files.readString(found.getFirst()).contains("void " + parts[1] + "("), row.get(3));
        }
    }
}
