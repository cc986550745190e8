package dev.ftpsd.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What all commands have in common. */
class CommandsTest {

    private static Stream<List<String>> commands(CommandLine line, List<String> before) {
        return line.getSubcommands().entrySet().stream().flatMap(command -> {
            var words = Stream.concat(before.stream(), Stream.of(command.getKey())).toList();
            return Stream.concat(Stream.of(words), commands(command.getValue(), words));
        });
    }

    private static List<List<String>> commands() {
        return commands(Commands.commandLine(), List.of()).filter(words -> !words.equals(List.of("help"))).toList();
    }

    private static int run(StringWriter said, List<String> words, String last) {
        var line = Commands.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return line.execute(Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> every_command_tells_its_version() {
        assertTrue(commands().size() > 15, () -> commands().toString());
        return commands().stream().map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
            var said = new StringWriter();
            assertEquals(0, run(said, words, "-V"), said::toString);
            assertTrue(said.toString().startsWith("ftpsd "), said::toString);
        }));
    }

    @TestFactory
    Stream<DynamicTest> every_command_explains_itself() {
        return commands().stream().map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
            var said = new StringWriter();
            assertEquals(0, run(said, words, "--help"), said::toString);
            assertTrue(said.toString().startsWith("Usage: ftpsd " + String.join(" ", words)), said::toString);
        }));
    }
}
