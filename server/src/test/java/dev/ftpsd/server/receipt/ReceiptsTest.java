package dev.ftpsd.server.receipt;

import java.time.Instant;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ReceiptsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.123456789Z");
    private static final FileEntry FILE = file("1", 5, NOW);

    private final Receipts receipts = new Receipts(3);

    private static FileEntry file(String unique, long size, Instant modified) {
        return new FileEntry("a", FileEntry.Kind.FILE, size, modified, unique, 0644);
    }

    @Test
    void a_file_is_known_again_by_itself_its_size_and_its_time_to_the_nanosecond() {
        receipts.keep(FILE, "abc");

        assertEquals(Optional.of("abc"), receipts.find(file("1", 5, NOW)));
        assertEquals(Optional.empty(), receipts.find(file("2", 5, NOW)));
        assertEquals(Optional.empty(), receipts.find(file("1", 6, NOW)));
        assertEquals(Optional.empty(), receipts.find(file("1", 5, NOW.plusNanos(1))));
    }

    @Test
    void what_was_taken_back_is_unknown_though_the_file_looks_the_same() {
        receipts.keep(FILE, "abc");

        receipts.forget(FILE);

        assertEquals(Optional.empty(), receipts.find(FILE));
    }

    @Test
    void the_file_that_was_asked_for_longest_ago_is_forgotten_first() {
        for (var unique : new String[]{"1", "2", "3"}) {
            receipts.keep(file(unique, 5, NOW), unique);
        }
        receipts.find(FILE);
        receipts.keep(file("4", 5, NOW), "4");

        assertEquals(Optional.of("1"), receipts.find(FILE));
        assertEquals(Optional.empty(), receipts.find(file("2", 5, NOW)));
        assertEquals(Optional.of("4"), receipts.find(file("4", 5, NOW)));
    }
}
