package dev.ftpsd.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole session, and what stands in the log of it afterwards, in both layouts. */
final class SessionLogTest {

    private static final String MARKER = "zz-marker-zz";
    private static final String HOSTILE = "a\"b\\c\u2028\u202e";

    /** Behind these nothing may come in the same segment, or their reply is not to be told from that of NOOP. */
    private static final List<String> BY_THEMSELVES = List.of("NOOP", "AUTH", "REIN", "QUIT");

    @TempDir
    Path directory;

    @Test
    void neither_secrets_nor_paths_of_the_machine_are_in_the_log_of_a_session_that_tries_everything()
            throws Exception {
        try (var log = new HeardLog()) {
            tryEverything(log);

            for (var layout : List.of("line", "json")) {
                var lines = log.lines(layout);
                assertTrue(lines.size() > 10, lines::toString);
                for (var line : lines) {
                    assertFalse(line.contains(MARKER), line);
                    assertFalse(line.contains(directory.toString()), line);
                    assertFalse(line.contains("secret"), line);
                    assertEquals(1, line.lines().count(), line);
                    assertTrue(line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028), line);
                }
            }
        }
    }

    @Test
    void the_events_of_a_session_can_be_read_in_both_layouts() throws Exception {
        try (var log = new HeardLog()) {
            tryEverything(log);

            var lines = log.lines("line").stream().filter(line -> line.contains(" events ")).toList();
            for (var event : List.of("connect ", "login-refused ", "login ", "transfer ", "rename ", "mkdir ", "rmdir ",
                    "delete ", "logout ")) {
                assertTrue(lines.stream().anyMatch(line -> line.contains(" events " + event)), event);
            }
            assertTrue(lines.stream().anyMatch(line -> line.matches(".* transfer session=\\d+ from=\\S+ user=\"alice\""
                    + " command=STOR direction=in path=\"/a.txt\" bytes=4 ms=\\d+ type=I mode=passive protection=C"
                    + " completion=complete result=\"ok\"")), lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.contains("path=\"/a\\\"b\\\\c\\u2028.txt\"")),
                    lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.contains("user=\"a\\\"b\\\\c\\u2028\\u202e\"")),
                    lines::toString);

            var json = new ObjectMapper();
            for (var line : log.lines("json")) {
                var message = json.readTree(line).get("message");
                assertTrue(message.isObject() && (message.has("event") || message.has("text")), line);
            }
            assertTrue(log.lines("json").stream().anyMatch(line -> line.contains("\"event\":\"transfer\"")
                    && line.contains("\"bytes\":4")), "numbers are numbers");
        }
    }

    private void tryEverything(HeardLog log) throws Exception {
        try (var server = TestServer.start(directory)) {
            try (var client = FtpTestClient.connect(server.port())) {
                client.ask("USER " + HOSTILE, 331);
                client.ask("PASS " + MARKER, 530);
                client.login("alice");
                client.store("a.txt", "text".getBytes(StandardCharsets.UTF_8));
                client.retrieve("a.txt");
                client.ask("MKD d", 257);
                client.ask("RMD d", 250);
                client.ask("RNFR a.txt", 350);
                client.ask("RNTO a\"b\\c\u2028.txt", 250);
                client.ask("DELE a\"b\\c\u2028.txt", 250);
                for (var verb : verbs(client)) {
                    if (!BY_THEMSELVES.contains(verb)) {
                        tryOut(client, verb + (verb.equals("PASS") || verb.equals("ACCT") ? " " + MARKER : " nowhere"));
                    }
                }
                client.ask("SIZE " + directory, 550);
                client.ask("NOOP", 200);
                client.ask("AUTH nowhere", 504);
                client.ask("REIN", 220);
                client.ask("PWD", 530);
                client.ask("QUIT", 221);
            }
            Eventually.holds(() -> log.lines("line").stream().anyMatch(line -> line.contains("logout")), "a logout");
        }
    }

    /** Sends it, and reads its replies, however many they are. */
    private static void tryOut(FtpTestClient client, String line) throws IOException {
        client.send(line, "NOOP");
        while (!client.read().text().equals("I am here.")) {
            // The reply of NOOP is the last.
        }
    }

    /** All verbs of HELP, which lists those of the table. */
    private static List<String> verbs(FtpTestClient client) throws IOException {
        client.send("HELP");
        var verbs = client.read().lines().stream().skip(1).flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .filter(verb -> verb.matches("[A-Z][A-Z0-9]{2,7}"))
                .toList();
        assertTrue(
                verbs.containsAll(BY_THEMSELVES) && verbs.containsAll(List.of("XSHA512", "MD5", "CCC", "EPSV", "ABOR")),
                verbs::toString);
        assertTrue(verbs.size() > 70, verbs::toString);
        return verbs;
    }
}
