package dev.ftpsd.server.listing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.storage.FileEntry;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.parser.MLSxEntryParser;
import org.apache.commons.net.ftp.parser.UnixFTPEntryParser;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What we list is what parsers read that we did not write. */
final class FormatsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void a_unix_line_tells_a_file_to_commons_net() {
        var parsed = parse(entry(" a b;c=d.txt", FileEntry.Kind.FILE, "2026-11-21T10:00:00Z"));
        assertEquals("a b;c=d.txt", parsed.getName().strip());
        assertEquals(1234, parsed.getSize());
        assertTrue(parsed.isFile());
        assertTrue(parsed.hasPermission(FTPFile.USER_ACCESS, FTPFile.WRITE_PERMISSION));
        assertTrue(parsed.hasPermission(FTPFile.GROUP_ACCESS, FTPFile.READ_PERMISSION));
    }

    @Test
    void a_unix_line_tells_a_directory_to_commons_net() {
        assertTrue(parse(entry("dir", FileEntry.Kind.DIRECTORY, "2024-01-01T00:00:00Z")).isDirectory());
    }

    @Test
    void recent_entries_show_the_time_and_old_ones_the_year() {
        assertTrue(unix(entry("a", FileEntry.Kind.FILE, "2026-11-21T10:05:00Z")).contains(" Nov 21 10:05 a"));
        assertTrue(unix(entry("a", FileEntry.Kind.FILE, "2025-11-21T10:05:00Z")).contains(" Nov 21  2025 a"));
        assertTrue(unix(entry("a", FileEntry.Kind.FILE, "2027-11-21T10:05:00Z")).contains(" Nov 21  2027 a"));
    }

    /** What is written once for neighbours of the same second is that second's alone. */
    @Test
    void each_line_has_its_own_time() {
        var unix = new UnixFormat(UTC, NOW);
        var facts = machine(Set.of(Fact.MODIFY));
        var times = List.of("2026-11-21T10:05:59.2Z", "2026-11-21T10:05:59.9Z", "2026-11-21T10:06:00Z",
                "2025-11-21T10:06:00Z", "2026-11-21T10:05:59Z");
        var entries = times.stream().map(time -> entry("a", FileEntry.Kind.FILE, time)).toList();

        assertEquals(List.of("Nov 21 10:05 a", "Nov 21 10:05 a", "Nov 21 10:06 a", "Nov 21  2025 a", "Nov 21 10:05 a"),
                entries.stream().map(unix::line).map(line -> line.substring(line.indexOf("Nov"))).toList());
        assertEquals(List.of("Modify=20261121100559; a", "Modify=20261121100559; a", "Modify=20261121100600; a",
                "Modify=20251121100600; a", "Modify=20261121100559; a"), entries.stream().map(facts::line).toList());
    }

    /** As a program or a broken disk may set them. */
    @Test
    void times_that_no_line_can_hold_are_shown_as_the_nearest() {
        for (var time : List.of(Instant.MIN, Instant.MAX, Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000))) {
            var entry = new FileEntry("a", FileEntry.Kind.FILE, 1234, time, "u1", 0640);
            var line = new UnixFormat(ZoneId.of("Pacific/Kiritimati"), NOW).line(entry);
            assertTrue(line.matches("\\S+ +1 ftp +ftp +1234 (Jan|Dec|Apr) \\d\\d  \\d{4} a"), line);
        }
    }

    @Test
    void months_are_english_whatever_the_locale_is() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            assertTrue(unix(entry("a", FileEntry.Kind.FILE, "2026-10-21T10:05:00Z")).contains(" Oct 21 10:05 a"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_machine_line_tells_its_facts_to_commons_net() {
        var line =
                machine(EnumSet.allOf(Fact.class)).line(entry("a b; c=d", FileEntry.Kind.FILE, "2026-11-21T10:00:00Z"));
        var parsed = MLSxEntryParser.parseEntry(line);
        assertEquals("a b; c=d", parsed.getName());
        assertEquals(1234, parsed.getSize());
        assertEquals(Instant.parse("2026-11-21T10:00:00Z"), parsed.getTimestampInstant());
        assertEquals("Type=file;Size=1234;Modify=20261121100000;Perm=r;Unique=u1;UNIX.mode=0640; a b; c=d", line);
    }

    @Test
    void facts_that_are_off_are_not_told() {
        assertEquals("Type=dir; dir",
                machine(Set.of(Fact.TYPE)).line(entry("dir", FileEntry.Kind.DIRECTORY, "2026-11-21T10:00:00Z")));
    }

    private static MachineFormat machine(Set<Fact> facts) {
        return new MachineFormat(facts, entry -> "r");
    }

    private static FTPFile parse(FileEntry entry) {
        return new UnixFTPEntryParser().parseFTPEntry(unix(entry));
    }

    private static String unix(FileEntry entry) {
        return new UnixFormat(UTC, NOW).line(entry);
    }

    private static FileEntry entry(String name, FileEntry.Kind kind, String modified) {
        return new FileEntry(name, kind, kind == FileEntry.Kind.FILE ? 1234 : 0, Instant.parse(modified), "u1", 0640);
    }
}
