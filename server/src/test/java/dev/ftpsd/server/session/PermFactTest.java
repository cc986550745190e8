package dev.ftpsd.server.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The letters of the Perm fact (RFC 3659 §7.5.5): each says that one command would not be refused. */
final class PermFactTest {

    private static final VirtualPath PATH = new VirtualPath(List.of("in", "name"));

    /** With that right alone; {@code none} is no right at all. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # right,   file, directory, link, special
            none,      -,    -,         -,    -
            list,      -,    el,        -,    -
            read,      r,    e,         -,    -
            create,    -,    ce,        -,    -
            overwrite, w,    e,         -,    -
            append,    a,    e,         -,    -
            delete,    d,    ep,        d,    -
            rename,    f,    ef,        f,    f
            mkdir,     -,    em,        -,    -
            rmdir,     -,    de,        -,    -
            mtime,     -,    e,         -,    -
            chmod,     -,    e,         -,    -
            """)
    void each_right_has_its_letters(String right, String file, String directory, String link, String special) {
        var rights = Right.ofWord(right).map(Set::of).orElse(Set.of());

        assertEquals(text(file), letters(rights, PATH, FileEntry.Kind.FILE));
        assertEquals(text(directory), letters(rights, PATH, FileEntry.Kind.DIRECTORY));
        assertEquals(text(link), letters(rights, PATH, FileEntry.Kind.LINK));
        assertEquals(text(special), letters(rights, PATH, FileEntry.Kind.OTHER));
    }

    private static String text(String letters) {
        return letters == null ? "" : letters;
    }

    @Test
    void no_letter_promises_that_the_root_can_be_renamed_or_removed() {
        assertEquals("celmp", letters(Set.of(Right.values()), VirtualPath.ROOT, FileEntry.Kind.DIRECTORY));
    }

    @Test
    void a_directory_can_be_entered_on_the_way_to_one_where_something_may_be_done() {
        var store = new GuardedFileStore(new MemoryFileStore(), new RightsTable(
                List.of(new RightsTable.Rule("/in/name/deep", Set.of(Right.READ), "test"))));

        assertEquals("e", store.permissions(PATH, entry(FileEntry.Kind.DIRECTORY)));
        assertEquals("", store.permissions(PATH.parent().child("other"), entry(FileEntry.Kind.DIRECTORY)));
    }

    @Test
    void a_listing_has_the_letters_that_each_entry_has_alone() {
        for (var at : List.of("/", "/in", "/in/name", "/in/name/deep", "/in/other", "/elsewhere")) {
            var store = new GuardedFileStore(new MemoryFileStore(), new RightsTable(List.of(
                    new RightsTable.Rule("/", Set.of(Right.LIST, Right.READ), "test"),
                    new RightsTable.Rule(at, Set.of(Right.DELETE, Right.MKDIR), "test"))));
            for (var directory : List.of(VirtualPath.ROOT, PATH.parent(), PATH)) {
                var listed = store.permissionsIn(directory);
                for (var name : List.of("name", "other", "in", "name", "other")) {
                    for (var kind : FileEntry.Kind.values()) {
                        var entry = new FileEntry(name, kind, 0, Instant.EPOCH, "1", 0644);
                        assertEquals(store.permissions(directory.child(name), entry), listed.apply(entry), at + name);
                    }
                }
            }
        }
    }

    private static String letters(Set<Right> rights, VirtualPath path, FileEntry.Kind kind) {
        var table = new RightsTable(List.of(new RightsTable.Rule("/", rights, "test")));
        return new GuardedFileStore(new MemoryFileStore(), table).permissions(path, entry(kind)).chars().sorted()
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static FileEntry entry(FileEntry.Kind kind) {
        return new FileEntry("name", kind, 0, Instant.EPOCH, "1", 0644);
    }
}
