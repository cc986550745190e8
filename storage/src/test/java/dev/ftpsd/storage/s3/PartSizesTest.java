package dev.ftpsd.storage.s3;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** In what parts an upload goes: they cost memory, there are 10,000 at most, and some storages take none but equal ones. */
class PartSizesTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final int MOST = 10_000;

    /** The sizes of all parts but the last, as they are needed for so many bytes. */
    private static long[] sizes(PartSizes sizes, long bytes) {
        var all = IntStream.range(0, MOST).mapToLong(sizes::ofPart).toArray();
        var needed = 0;
        for (var rest = bytes; rest > 0; rest -= all[needed++]) {
            assertTrue(needed < MOST, () -> bytes + " bytes take more than " + MOST + " parts");
        }
        return IntStream.range(0, Math.max(0, needed - 1)).mapToLong(part -> all[part]).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20 * GIB, 20 * GIB + 1, 50 * GIB, MOST * 8 * MIB, MOST * 8 * MIB + 1, 200 * GIB,
            MOST * 32 * MIB})
    void what_is_announced_goes_in_equal_parts_however_large_it_is(long bytes) {
        var sizes = sizes(PartSizes.of(bytes), bytes);

        assertTrue(IntStream.range(1, sizes.length).allMatch(part -> sizes[part] == sizes[0]), "all are equal");
        assertEquals(bytes <= MOST * 8 * MIB ? 8 * MIB : 32 * MIB, PartSizes.of(bytes).ofPart(0));
    }

    @Test
    void what_is_not_announced_begins_with_small_parts_and_may_be_250_GiB() {
        var sizes = sizes(PartSizes.of(0), 250 * GIB);

        assertEquals(8 * MIB, sizes[2499]);
        assertEquals(32 * MIB, sizes[2500]);
        assertEquals(253 * GIB, PartSizes.of(0).most() / GIB * GIB);
    }

    /** The announcement is a client's, and may be wrong: more than it said is taken as well as ever, up to the end of all parts. */
    @Test
    void more_than_was_announced_is_taken_as_if_nothing_had_been() {
        assertTrue(PartSizes.of(5).most() >= 250 * GIB);
        assertEquals(32 * MIB, PartSizes.of(5).ofPart(2500));
        assertTrue(PartSizes.of(60 * GIB).most() >= 60 * GIB);
    }

    @Test
    void what_is_too_large_for_all_parts_gets_the_largest() {
        assertEquals(MOST * 32 * MIB, PartSizes.of(Long.MAX_VALUE).most());
    }

    @Test
    void who_sends_too_much_is_told_how_much_there_may_be() {
        assertEquals("A file may not be larger than 253 GiB here, or 312 GiB if ALLO announces its size first.",
                PartSizes.of(0).tooLarge());
        assertEquals("A file may not be larger than 312 GiB here.", PartSizes.of(300 * GIB).tooLarge());
    }
}
