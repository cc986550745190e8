package dev.ftpsd.storage.local;

import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The text that tells files apart and says nothing else of them. */
class UniqueIdsTest {

    @Test
    void a_key_of_java_nio_is_the_same_file_as_its_two_numbers() {
        assertEquals(unique(new FileKey(0x802b, 123_456)), unique("(dev=802b,ino=123456)"));
        assertEquals(unique(new FileKey(-1, -2)), unique("(dev=ffffffffffffffff,ino=-2)"));
    }

    @Test
    void files_differ_by_device_and_by_number() {
        var all = new HashSet<String>();
        for (var i = 0L; i < 1000; i++) {
            all.add(unique(new FileKey(i, 7)));
            all.add(unique(new FileKey(7, i)));
        }
        assertEquals(1999, all.size());
    }

    @Test
    void a_key_of_another_kind_is_told_from_others() {
        assertEquals(unique("some volume:5"), unique("some volume:5"));
        assertNotEquals(unique("some volume:5"), unique("some volume:6"));
        assertNotEquals(unique("(dev=1,ino=9999999999999999999)"), unique("(dev=1,ino=9999999999999999998)"));
        assertTrue(unique("some volume:5").matches("[0-9a-f]{24}"));
    }

    @Test
    void many_threads_at_once_are_told_the_same() {
        var told = new ConcurrentHashMap<Long, String>();
        LongStream.range(0, 100_000).parallel().forEach(i -> {
            var text = unique(new FileKey(1, i % 100));
            assertEquals(text, told.computeIfAbsent(i % 100, _ -> text));
        });
        assertEquals(100, new HashSet<>(told.values()).size());
    }

    private static String unique(Object key) {
        return UniqueIds.identity(key).unique();
    }
}
