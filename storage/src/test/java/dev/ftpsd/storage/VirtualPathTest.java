package dev.ftpsd.storage;

import java.util.List;

import dev.ftpsd.storage.StorageException.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The laws of virtual paths, for whatever a client may send. */
class VirtualPathTest {

    /** Text made of what matters in a path, and of what an attacker hopes will matter. */
    @Provide
    Arbitrary<String> texts() {
        var piece = Arbitraries.of(
                "..", ".", "", "...", "a", "b", "ä", "a b", "\\", "..\\", "%2e%2e", "~", "-", "c:", "\u202e", "😀",
                "*");
        return piece.list().ofMaxSize(40).map(pieces -> String.join("/", pieces));
    }

    @Provide
    Arbitrary<VirtualPath> paths() {
        return texts().map(StoreProbe::path);
    }

    @Property
    void no_path_is_above_the_root(@ForAll("paths") VirtualPath from, @ForAll("texts") String text) throws Exception {
        var result = from.resolve(text);

        assertTrue(result.startsWith(VirtualPath.ROOT));
        assertTrue(result.segments().stream().allMatch(VirtualPath::isSegment), result::toString);
    }

    @Property
    void what_is_written_reads_back(@ForAll("paths") VirtualPath path) throws Exception {
        assertEquals(path, VirtualPath.of(path.toString()));
    }

    @Property
    void an_absolute_path_is_the_same_from_everywhere(
            @ForAll("paths") VirtualPath from, @ForAll("paths") VirtualPath path) throws Exception {
        assertEquals(path, from.resolve(path.toString()));
    }

    @Property
    void resolving_in_two_steps_is_resolving_in_one(
            @ForAll("paths") VirtualPath from, @ForAll("texts") String first, @ForAll("texts") String second)
            throws Exception {
        var relative = second.replaceFirst("^/+", "");

        // Nothing, with a slash behind it, would be the root.
        var both = first.isEmpty() ? relative : first + "/" + relative;

        assertEquals(from.resolve(first).resolve(relative), from.resolve(both));
    }

    @Property
    void the_empty_text_and_a_dot_stay_where_they_are(@ForAll("paths") VirtualPath from) throws Exception {
        assertEquals(from, from.resolve(""));
        assertEquals(from, from.resolve("."));
    }

    @Property
    void dot_dot_is_the_parent_and_undoes_a_child(@ForAll("paths") VirtualPath path) throws Exception {
        assertEquals(path.parent(), path.resolve(".."));
        assertEquals(path, path.child("x").parent());
        assertEquals(path, path.resolve("x/.."));
        assertEquals("x", path.child("x").name());
    }

    @Property
    void enough_dot_dots_are_the_root_and_one_more_too(@ForAll("paths") VirtualPath path) throws Exception {
        assertEquals(VirtualPath.ROOT, path.resolve("../".repeat(path.segments().size())));
        assertEquals(VirtualPath.ROOT, path.resolve("../".repeat(path.segments().size() + 1)));
    }

    @Property
    void a_child_lies_below_and_a_sibling_of_a_longer_name_does_not(@ForAll("paths") VirtualPath path) {
        assertTrue(path.child("x").startsWith(path));
        assertFalse(path.child("xy").startsWith(path.child("x")));
        assertFalse(path.startsWith(path.child("x")));
    }

    @Property
    void a_control_character_anywhere_is_a_BAD_NAME(@ForAll("texts") String before, @ForAll("texts") String after) {
        for (var character : List.of("\0", "\r", "\n", "\t", "\u001b", "\u007f")) {
            assertFails(Kind.BAD_NAME, () -> VirtualPath.of(before + character + after));
        }
    }

    @Example
    void a_path_that_is_too_long_or_too_deep_is_a_BAD_NAME() {
        assertEquals(256, path("/a".repeat(256)).segments().size());
        assertFails(Kind.BAD_NAME, () -> VirtualPath.of("/a".repeat(257)));
        assertEquals(4096, path("/" + "x".repeat(4095)).toString().length());
        assertFails(Kind.BAD_NAME, () -> VirtualPath.of("/" + "x".repeat(4096)));
        assertFails(Kind.BAD_NAME, () -> path("/" + "x".repeat(4000)).resolve("y".repeat(100)));
    }

    @Example
    void a_long_way_to_a_short_path_is_a_short_path() {
        assertEquals(path("/b"), path("/a/../".repeat(2000) + "b"));
    }

    @Example
    void a_segment_is_never_made_of_what_would_be_read_differently() {
        for (var wrong : List.of("", ".", "..", "a/b", "a\0b", "a\nb")) {
            assertThrows(IllegalArgumentException.class, () -> VirtualPath.ROOT.child(wrong), wrong);
            assertThrows(IllegalArgumentException.class, () -> new VirtualPath(List.of(wrong)), wrong);
        }
    }
}
