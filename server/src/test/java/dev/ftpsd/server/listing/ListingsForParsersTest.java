package dev.ftpsd.server.listing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.apache.commons.net.ftp.parser.MLSxEntryParser;
import org.apache.commons.net.ftp.parser.UnixFTPEntryParser;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What parsers that we did not write make of our listings, names chosen by an enemy included. */
final class ListingsForParsersTest {

    /** Each of them may be a file's name, and is one. */
    private static final List<String> NAMES = List.of("plain.txt", " leading blank", "  two of them", "trailing blank ",
            "two  blanks", "a;b", "Type=dir;Size=7; x", "=", ";", "a -> b", "-> b", "-rf", "--", "Grüße", "日本語", "😀",
            "e\u0301 combining", "\u202egpj.exe", "\u200f",
            "-rw-r--r--   1 root root 5 Jan 01 2020 fake", "drwxr-xr-x 2 0 0 4096 Jan  1 00:00 d", "total 0", "'", "\"",
            "\\",
            "%0d%0a", "~", "*", "?", "[a]", "{a,b}", "226 Transfer complete.", ".hidden", "...", "x".repeat(255), "NUL",
            "7");

    /** For Java's regular expressions these end a line; the parsers, which use them, do not understand the entry. */
    private static final List<String> LINE_ENDS_OF_UNICODE = List.of("\u2028 line separator", "\u0085 next line");

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private final Map<String, Long> sizes = new TreeMap<>();
    private final Instant old = Instant.parse("2001-02-03T04:05:06Z");

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        var size = 0;
        for (var name : NAMES) {
            size++;
            sizes.put(name, (long) size);
            Files.write(server.home().resolve(name), new byte[size]);
            Files.setLastModifiedTime(server.home().resolve(name), FileTime.from(old));
        }
        for (var name : LINE_ENDS_OF_UNICODE) {
            Files.writeString(server.home().resolve(name), "x");
        }
        for (var forger : List.of("a\r\n-rw-r--r-- 1 ftp ftp 1 Jan 01 2020 b", "a\nType=file; c", "a\rb", "\u001b[2J",
                "\u007f")) {
            Files.writeString(server.home().resolve(forger), "x");
        }
        Files.createDirectory(server.home().resolve("dir"));
        Files.createSymbolicLink(server.home().resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(server.home().resolve("in"), Path.of("plain.txt"));
    }

    @Test
    void list_is_read_by_a_parser_for_unix_with_every_name_and_size_as_it_is() throws Exception {
        var parser = new UnixFTPEntryParser(null, false);
        var found = entries("LIST", parser);

        assertEquals(names("dir", "out", "in"), found.keySet());
        sizes.forEach((name, size) -> {
            var file = entry(found, name);
            assertTrue(file.isFile(), name);
            assertEquals(size, file.getSize(), name);
            assertEquals(Instant.parse("2001-02-03T00:00:00Z"), file.getTimestampInstant(), name);
        });
        assertTrue(entry(found, "dir").isDirectory());
        assertTrue(entry(found, "out").isSymbolicLink());
        assertTrue(Optional.ofNullable(entry(found, "out").getLink()).isEmpty(), "the target is not told");
        assertEquals(1, entry(found, "in").getSize(), "a link inside is what it leads to");
        assertTrue(entry(found, "dir").hasPermission(FTPFile.USER_ACCESS, FTPFile.WRITE_PERMISSION));
        assertFalse(entry(found, "dir").hasPermission(FTPFile.WORLD_ACCESS, FTPFile.WRITE_PERMISSION));
    }

    @Test
    void list_shows_the_time_of_what_is_recent_and_the_year_of_what_is_not() throws Exception {
        var now = Instant.now();
        var recent = now.minus(100, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        var lastYear = now.minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        var future = now.plus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        Files.setLastModifiedTime(server.home().resolve("plain.txt"), FileTime.from(recent));
        Files.setLastModifiedTime(server.home().resolve("a;b"), FileTime.from(lastYear));
        Files.setLastModifiedTime(server.home().resolve("7"), FileTime.from(future));

        var found = entries("LIST", new UnixFTPEntryParser(null, false));

        assertEquals(recent, entry(found, "plain.txt").getTimestampInstant());
        assertEquals(lastYear, entry(found, "a;b").getTimestampInstant());
        assertEquals(future, entry(found, "7").getTimestampInstant());
    }

    @Test
    void mlsd_is_read_by_a_parser_for_facts_with_every_name_size_and_time_as_it_is() throws Exception {
        var found = entries("MLSD", MLSxEntryParser.getInstance());

        assertEquals(names("dir", "in"), found.keySet());
        sizes.forEach((name, size) -> {
            var file = entry(found, name);
            assertTrue(file.isFile(), name);
            assertEquals(size, file.getSize(), name);
            assertEquals(old, file.getTimestampInstant(), name);
        });
        assertTrue(entry(found, "dir").isDirectory());
        assertEquals(1, entry(found, "in").getSize());
    }

    @Test
    void nlst_gives_every_name_as_retr_takes_it() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).secure().login("alice")) {
            var listed = new TreeSet<>(lines(client, "NLST"));
            var expected = names("dir", "out", "in");
            expected.addAll(LINE_ENDS_OF_UNICODE);
            assertEquals(expected, listed);
            for (var name : NAMES) {
                assertEquals(sizes.get(name), (long) client.retrieve(name).length, name);
            }
        }
    }

    @Test
    void every_name_is_told_alike_by_mlst_and_survives_the_commands_that_take_it() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).secure().login("alice")) {
            for (var name : NAMES) {
                var told = client.ask("MLST " + name, 250).lines();
                assertEquals(3, told.size(), name);
                assertTrue(told.get(1).endsWith("; /" + name.stripTrailing()), told.get(1));
                client.ask("SIZE " + name, 213);
                client.ask("RNFR " + name, 350);
                client.ask("RNTO moved", 250);
                client.ask("RNFR moved", 350);
                client.ask("RNTO " + name, 250);
                assertTrue(Files.exists(server.home().resolve(name)), name);
            }
        }
    }

    /** A link that is not followed has a type of RFC 3659 §7.5.1.5 with a second "=", which this parser does not take. */
    private static boolean isForNobody(String line) {
        return line.startsWith("Type=OS.unix=symlink;") || LINE_ENDS_OF_UNICODE.stream().anyMatch(line::endsWith);
    }

    private static Set<String> names(String... others) {
        return Stream.concat(NAMES.stream(), Arrays.stream(others)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static FTPFile entry(Map<String, FTPFile> found, String name) {
        return Optional.ofNullable(found.get(name)).orElseThrow(() -> new AssertionError("not listed: " + name));
    }

    private Map<String, FTPFile> entries(String verb, FTPFileEntryParser parser) throws IOException {
        var found = new TreeMap<String, FTPFile>();
        try (var client = FtpTestClient.connect(server.port()).secure().login("alice")) {
            for (var line : lines(client, verb)) {
                if (isForNobody(line)) {
                    continue;
                }
                var file = Optional.ofNullable(parser.parseFTPEntry(line))
                        .orElseThrow(() -> new AssertionError("not understood: " + line));
                assertEquals(Optional.empty(), Optional.ofNullable(found.put(file.getName(), file)), line);
            }
        }
        return found;
    }

    private static List<String> lines(FtpTestClient client, String command) throws IOException {
        try (var data = client.openData()) {
            client.ask(command, 150);
            client.secure(data);
            var text = new String(data.readAll(), StandardCharsets.UTF_8);
            client.expect(226);
            assertTrue(text.endsWith("\r\n"), "the last line ends as well");
            return List.of(text.substring(0, text.length() - 2).split("\r\n", -1));
        }
    }
}
