package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Homes on file systems that find a file by more names than one: rights and hidden names know one of them. */
class SpellingTest {

    @TempDir
    private Path root;

    /** What a file system takes for the same. */
    enum Folding {
        /** APFS, CIFS, ext4 with casefold. */
        CASE,
        /** APFS with case, ZFS with normalization. */
        NORMAL_FORM,
        /** ext4 with casefold, HFS+. */
        IGNORED_CHARACTERS, VFAT;

        String fold(String name) {
            return switch (this) {
                case CASE -> name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
                case NORMAL_FORM -> Normalizer.normalize(name, Normalizer.Form.NFC);
                case IGNORED_CHARACTERS -> name.replace("\u200d", "");
                case VFAT -> name.toUpperCase(Locale.ROOT).replaceFirst("\\.+$", "");
            };
        }
    }

    @BeforeEach
    void makeFiles() throws IOException {
        for (var folder : Set.of("Secret", "2026", "\u00e9t\u00e9", "\u6771\u4eac")) {
            Files.writeString(Files.createDirectory(root.resolve(folder)).resolve("file"), "old");
        }
    }

    private LocalFileStore store(Folding folding) throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY,
                FoldingStream.opener(folding::fold));
    }

    @ParameterizedTest
    @CsvSource({"CASE, /SECRET/file", "CASE, /secret/file", "CASE, /Secret/File", "CASE, /\u017fecret/file",
            "CASE, /\u00c9t\u00c9/file", "CASE, /\u00c9T\u00e9/file", "NORMAL_FORM, /e\u0301t\u00e9/file",
            "NORMAL_FORM, /e\u0301te\u0301/file", "IGNORED_CHARACTERS, /Sec\u200dret/file",
            "IGNORED_CHARACTERS, /2026\u200d/file", "IGNORED_CHARACTERS, /\u6771\u200d\u4eac/file",
            "IGNORED_CHARACTERS, /Secret/\u200dfile", "VFAT, /Secret./file", "VFAT, /2026./file", "VFAT, /2026/file..",
            "VFAT, /secret/file"})
    void what_is_found_by_another_spelling_is_missing_and_nothing_happens_to_it(Folding folding, String other)
            throws IOException {
        var store = store(folding);
        var parent = other.substring(0, other.lastIndexOf('/'));
        put(store, "/mine", "mine");

        assertFails(Kind.NOT_FOUND, () -> store.stat(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.openRead(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.list(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.delete(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.removeDirectory(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.makeDirectory(path(other)));
        assertFails(Kind.NOT_FOUND, () -> store.setModified(path(other), Instant.EPOCH));
        assertFails(Kind.NOT_FOUND, () -> store.setMode(path(other), 0777));
        assertFails(Kind.NOT_FOUND, () -> store.rename(path(other), path("/stolen"), true));
        assertFails(Kind.NOT_FOUND, () -> store.rename(path("/mine"), path(other), true));
        for (var mode : WriteMode.values()) {
            assertFails(Kind.NOT_FOUND, () -> store.openWrite(path(other), mode, 0));
        }

        for (var folder : Set.of("Secret", "2026", "\u00e9t\u00e9", "\u6771\u4eac")) {
            assertEquals("old", Files.readString(root.resolve(folder).resolve("file")), parent);
            assertEquals(Set.of("file"), names(store, "/" + folder));
        }
    }

    @ParameterizedTest
    @EnumSource
    void its_own_spelling_is_found_and_new_names_are_made(Folding folding) throws IOException {
        var store = store(folding);
        for (var folder : Set.of("Secret", "2026", "\u00e9t\u00e9", "\u6771\u4eac")) {
            assertEquals("old", get(store, "/" + folder + "/file"));
            put(store, "/" + folder + "/file", "new");
            put(store, "/" + folder + "/Another 1", "another");
            assertEquals("new", get(store, "/" + folder + "/file"));
            assertEquals("another", get(store, "/" + folder + "/Another 1"));
            store.rename(path("/" + folder), path("/renamed"), false);
            assertEquals(FileEntry.Kind.DIRECTORY, store.stat(path("/renamed")).kind());
            store.rename(path("/renamed"), path("/" + folder), false);
        }
    }

    @Test
    void files_whose_names_differ_in_case_alone_are_two_where_the_file_system_has_case() throws IOException {
        var store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
        put(store, "/name", "lower");
        put(store, "/NAME", "upper");
        put(store, "/2026.", "dot");

        assertEquals("lower", get(store, "/name"));
        assertEquals("upper", get(store, "/NAME"));
        assertEquals("old", get(store, "/2026/file"));
        assertEquals("dot", get(store, "/2026."));
        assertFails(Kind.NOT_FOUND, () -> store.stat(path("/Name")));
    }
}
