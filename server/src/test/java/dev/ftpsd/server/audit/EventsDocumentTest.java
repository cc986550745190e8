package dev.ftpsd.server.audit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.ftpsd.server.audit.FileMoved.Completion;
import dev.ftpsd.server.audit.FileMoved.Connection;
import dev.ftpsd.server.audit.FileMoved.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** EVENTS.md and the events: one grammar, and a row for each with its level and its fields. */
class EventsDocumentTest {

    private static final Pattern LINE = Pattern
            .compile(
                    "\\S+ (\\w+) +events ([a-z-]+)((?: [a-z0-9-]+=(?:[A-Za-z0-9._:%+/-]+|\"(?:[^\"\\\\]|\\\\.)*\"))*)");
    private static final Pattern FIELD = Pattern.compile(" ([a-z0-9-]+)=(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");

    /** A value of each type that a method takes; the text is an event that {@code changed} writes as well. */
    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(EventLog.Who.class, new EventLog.Who(7, "192.0.2.1", "a\" b")),
            Map.entry(EventLog.Totals.class, new EventLog.Totals(1, 2, 3, 4)),
            Map.entry(FileMoved.class, new FileMoved("STOR", "/a", 5, Duration.ofMillis(3),
                    new Connection("I", false, "P"), new Ending(Completion.COMPLETE, "ok"), "abc")),
            Map.entry(LoginRefusal.class, LoginRefusal.WRONG_CODE),
            Map.entry(ConnectionRefusal.class, ConnectionRefusal.BANNED),
            Map.entry(String.class, "delete"),
            Map.entry(Duration.class, Duration.ofSeconds(2)),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(InetAddress.class, InetAddress.ofLiteral("192.0.2.2")),
            Map.entry(List.class, List.of("users +1")),
            Map.entry(long.class, 8L),
            Map.entry(Supplier.class, (Supplier<String>) () -> "TLSv1.3"),
            Map.entry(int.class, 9));

    static Stream<Method> every_event_follows_the_grammar_and_is_in_the_document() {
        return Arrays.stream(EventLog.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource
    void every_event_follows_the_grammar_and_is_in_the_document(Method event) throws Exception {
        try (var log = new HeardLog()) {
            event.invoke(new EventLog(Counts.NONE),
                    Arrays.stream(event.getParameterTypes()).map(SAMPLES::get).toArray());

            var lines = log.lines("line").stream().filter(line -> line.contains(" events ")).toList();
            assertEquals(1, lines.size(), lines::toString);
            var read = LINE.matcher(lines.getFirst());
            assertTrue(read.matches(), lines::toString);
            assertDocumented(read.group(2), read.group(1), read.group(3));
        }
    }

    static Stream<Arguments> every_reason_stands_in_the_row_of_its_event() {
        return Stream.of(Arguments.of("login-refused", LoginRefusal.values()),
                Arguments.of("turned-away", ConnectionRefusal.values()));
    }

    @ParameterizedTest
    @MethodSource
    void every_reason_stands_in_the_row_of_its_event(String event, Enum<?>[] reasons) throws IOException {
        var rows = Files.readAllLines(Path.of("src/docs/EVENTS.md")).stream()
                .filter(row -> row.startsWith("| `" + event + "` |")).toList();
        for (var reason : reasons) {
            assertTrue(rows.stream().anyMatch(row -> row.contains(reason.name())), reason::name);
        }
    }

    private static void assertDocumented(String event, String level, String fields) throws IOException {
        var rows = Files.readAllLines(Path.of("src/docs/EVENTS.md")).stream()
                .filter(row -> row.startsWith("| `") && row.split("\\|", -1)[1].contains("`" + event + "`"))
                .filter(row -> row.split("\\|", -1)[2].strip().equals(level)).toList();
        assertTrue(!rows.isEmpty(), () -> "EVENTS.md has no row of " + event + " at " + level);

        var named = FIELD.matcher(fields).results().map(field -> field.group(1))
                .filter(field -> !List.of("session", "from", "user").contains(field)).toList();
        for (var field : named) {
            var mention = Pattern.compile("`" + Pattern.quote(field) + "[`=]");
            assertTrue(rows.stream().anyMatch(row -> mention.matcher(row).find()),
                    () -> "the row of " + event + " does not name " + field);
        }
    }
}
