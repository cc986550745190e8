package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What HELP lists is the table of commands; nothing in it is without transcript or syntax. */
final class EveryVerbTest {

    private static final Pattern VERB_ROW = Pattern.compile("^\\| `([A-Z0-9]+)` \\|");

    @TempDir
    Path directory;

    @Test
    void every_verb_of_the_table_has_a_transcript_and_a_line_of_help() throws IOException {
        try (var server = Servers.PERMISSIVE.start(directory);
                var control =
                        new ControlConnection(new ClientTls("127.0.0.1", server.port(), "TLSv1.3"), server.port())) {
            assertTrue(control.receive().startsWith("220 "));
            var verbs = verbs(control);
            assertTrue(verbs.contains("RETR") && verbs.contains("XPWD") && verbs.contains("SITE"), verbs.toString());

            var untried = new TreeSet<>(verbs);
            untried.removeAll(triedVerbs());
            assertEquals(List.of(), List.copyOf(untried), "write a transcript in src/test/transcripts");

            assertEquals(List.copyOf(verbs), List.copyOf(describedVerbs()),
                    "src/docs/PROTOCOL.md has a row for each verb");
            var unnamed = new TreeSet<>(verbs);
            unnamed.removeAll(verbsOfTheReadme());
            assertEquals(List.of(), List.copyOf(unnamed), "the README's table of commands names each verb");
            for (var verb : verbs) {
                control.send("HELP " + verb);
                var help = control.receive();
                assertTrue(help.matches("214 Syntax: " + verb + "( .+)?"), help);
            }
        }
    }

    /** The first column of the tables in PROTOCOL.md. */
    private static Collection<String> describedVerbs() throws IOException {
        try (var lines = Files.lines(Path.of("src/docs/PROTOCOL.md"))) {
            return lines.map(VERB_ROW::matcher)
                    .filter(Matcher::find)
                    .map(row -> row.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What is set in code type in the README's section on commands. */
    private static Collection<String> verbsOfTheReadme() throws IOException {
        var section =
                Files.readString(Path.of("../README.md")).split("(?m)^## Commands$", 2)[1].split("(?m)^## ", 2)[0];
        return Pattern.compile("`([A-Z0-9 ]+)").matcher(section).results()
                .flatMap(code -> Stream.of(code.group(1).split(" ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> verbs(ControlConnection control) throws IOException {
        control.send("HELP");
        var verbs = new TreeSet<String>();
        assertTrue(control.receive().startsWith("214-"));
        for (var line = control.receive(); line.startsWith(" "); line = control.receive()) {
            verbs.addAll(List.of(line.strip().split(" ", -1)));
        }
        return verbs;
    }

    /** A command may hold several lines, as a client pipelines them. */
    private static Collection<String> triedVerbs() throws IOException {
        return TranscriptFiles.all().stream()
                .flatMap(transcript -> transcript.steps().stream())
                .flatMap(step -> step instanceof Step.Send(int line, var command)
                        ? command.lines()
                        : Stream.empty())
                .map(command -> command.split(" ", 2)[0].toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
