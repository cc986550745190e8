package dev.ftpsd.server.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import dev.ftpsd.auth.NamePattern;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hidden names, drop boxes and files that are written once. */
final class HidingTest {

    private static final VirtualPath HIDDEN = new VirtualPath(List.of("secret.tmp"));
    private static final VirtualPath BELOW = new VirtualPath(List.of("hidden.tmp", "file"));
    private static final VirtualPath ABSENT = new VirtualPath(List.of("absent.tmp"));
    private static final VirtualPath SHOWN = new VirtualPath(List.of("shown"));

    private final FileStore files = new MemoryFileStore();

    interface Operation {
        void on(GuardedFileStore store, VirtualPath path) throws StorageException;
    }

    @BeforeEach
    void fill() throws StorageException {
        files.makeDirectory(BELOW.parent());
        for (var path : List.of(HIDDEN, BELOW, SHOWN)) {
            write(files, path, WriteMode.REPLACE, "old");
        }
    }

    private static void write(FileStore store, VirtualPath path, WriteMode mode, String text) throws StorageException {
        try (var sink = store.openWrite(path, mode, 0)) {
            sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            sink.commit();
        }
    }

    private static void breakOff(FileStore store, VirtualPath path, WriteMode mode) throws StorageException {
        try (var sink = store.openWrite(path, mode, 0)) {
            sink.write(ByteBuffer.wrap("part".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private GuardedFileStore hiding() {
        return new GuardedFileStore(files, new RightsTable(List.of(new RightsTable.Rule("/",
                Right.Preset.FULL.rights(), List.of(new NamePattern("*.tmp")), "test"))));
    }

    private GuardedFileStore with(Set<Right> rights) {
        return new GuardedFileStore(files, new RightsTable(List.of(new RightsTable.Rule("/", rights, "test"))));
    }

    private static List<String> names(FileStore store) throws StorageException {
        var names = new ArrayList<String>();
        try (var listing = store.list(VirtualPath.ROOT)) {
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                names.add(entry.get().name());
            }
        }
        return names.stream().sorted().toList();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                row("stat", Kind.NOT_FOUND, GuardedFileStore::stat),
                row("list", Kind.NOT_FOUND, GuardedFileStore::list),
                row("read", Kind.NOT_FOUND, GuardedFileStore::openRead),
                row("delete", Kind.NOT_FOUND, GuardedFileStore::delete),
                row("remove", Kind.NOT_FOUND, GuardedFileStore::removeDirectory),
                row("time", Kind.NOT_FOUND, (store, path) -> store.setModified(path, Instant.EPOCH)),
                row("rename", Kind.NOT_FOUND,
                        (store, path) -> store.rename(path, new VirtualPath(List.of("new")), true)),
                row("rename to", Kind.BAD_NAME, (store, path) -> store.rename(SHOWN, path, true)),
                row("make", Kind.BAD_NAME, GuardedFileStore::makeDirectory),
                row("store", Kind.BAD_NAME, (store, path) -> store.openWrite(path, WriteMode.REPLACE, 0)),
                row("check", Kind.BAD_NAME, (store, path) -> store.checkWrite(path, WriteMode.REPLACE, 0)),
                row("append", Kind.BAD_NAME, (store, path) -> store.openWrite(path, WriteMode.APPEND, 0)));
    }

    private static Arguments row(String name, Kind kind, Operation operation) {
        return Arguments.of(name, kind, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void what_is_hidden_is_told_like_what_is_absent(String name, Kind kind, Operation operation) {
        for (var path : List.of(HIDDEN, BELOW, ABSENT)) {
            var failure = assertThrows(StorageException.class, () -> operation.on(hiding(), path));

            assertEquals(kind, failure.kind(), name + " " + path);
        }
    }

    @Test
    void what_is_hidden_is_not_listed() throws StorageException {
        assertEquals(List.of("shown"), names(hiding()));
    }

    @Test
    void in_a_drop_box_a_taken_name_gets_a_number_and_nothing_is_replaced() throws StorageException {
        var box = with(Right.Preset.DROP.rights());
        for (var i = 0; i < 2; i++) {
            box.checkWrite(HIDDEN, WriteMode.REPLACE, 0);
            write(box, HIDDEN, WriteMode.REPLACE, "new");
            write(box, SHOWN, WriteMode.REPLACE, "new");
            write(box, BELOW.parent(), WriteMode.REPLACE, "new");
        }

        assertEquals(List.of("hidden (1).tmp", "hidden (2).tmp", "hidden.tmp", "secret (1).tmp", "secret (2).tmp",
                "secret.tmp", "shown", "shown (1)", "shown (2)"), names(files));
        assertEquals(3, files.stat(HIDDEN).size());
    }

    @Test
    void a_drop_box_does_not_tell_which_names_are_taken() {
        var box = with(Right.Preset.DROP.rights());
        for (var path : List.of(SHOWN, ABSENT)) {
            assertEquals(Kind.DENIED, assertThrows(StorageException.class, () -> box.stat(path)).kind());
            assertEquals(Kind.DENIED, assertThrows(StorageException.class, () -> box.openRead(path)).kind());
            assertEquals(Kind.DENIED,
                    assertThrows(StorageException.class, () -> box.checkWrite(path, WriteMode.APPEND, 0)).kind());
        }
    }

    @Test
    void two_who_send_one_name_to_a_drop_box_at_once_both_arrive() throws StorageException {
        var box = with(Right.Preset.DROP.rights());
        try (var one = box.openWrite(ABSENT, WriteMode.REPLACE, 0);
                var other = box.openWrite(ABSENT, WriteMode.REPLACE, 0)) {
            one.commit();
            other.commit();
        }

        assertEquals(List.of("absent (1).tmp", "absent.tmp", "hidden.tmp", "secret.tmp", "shown"), names(files));
    }

    @Test
    void a_broken_upload_of_somebody_who_cannot_complete_it_leaves_nothing() throws StorageException {
        for (var preset : List.of(Right.Preset.DROP, Right.Preset.WORM)) {
            breakOff(with(preset.rights()), ABSENT, WriteMode.REPLACE);
            breakOff(with(preset.rights()), ABSENT, WriteMode.CREATE_NEW);

            assertEquals(List.of("hidden.tmp", "secret.tmp", "shown"), names(files), preset.word());
            assertEquals(OptionalLong.empty(), files.partOf(ABSENT), preset.word());
        }
    }

    @Test
    void a_broken_upload_of_somebody_who_may_append_waits_for_the_rest() throws StorageException {
        breakOff(with(Right.Preset.APPEND_ONLY.rights()), ABSENT, WriteMode.REPLACE);

        assertEquals(OptionalLong.of(3), with(Right.Preset.APPEND_ONLY.rights()).partOf(ABSENT));
        assertEquals(OptionalLong.empty(), with(Right.Preset.DROP.rights()).partOf(ABSENT));
    }

    @Test
    void what_would_take_the_place_of_a_file_needs_the_right_to_overwrite() throws StorageException {
        breakOff(with(Right.Preset.FULL.rights()), SHOWN, WriteMode.REPLACE);
        var appender = with(Right.Preset.APPEND_ONLY.rights());

        assertThrows(StorageException.class, () -> appender.checkWrite(SHOWN, WriteMode.RESUME, 4));
        assertThrows(StorageException.class, () -> appender.openWrite(SHOWN, WriteMode.RESUME, 4));
    }

    @Test
    void a_file_that_is_written_once_stays_as_it_is() {
        var worm = with(Right.Preset.WORM.rights());
        for (var mode : List.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
            assertThrows(StorageException.class, () -> worm.checkWrite(SHOWN, mode, 0));
            assertThrows(StorageException.class, () -> worm.openWrite(SHOWN, mode, 0));
        }
        assertThrows(StorageException.class, () -> worm.delete(SHOWN));
        assertThrows(StorageException.class, () -> worm.rename(SHOWN, ABSENT, true));
        assertThrows(StorageException.class, () -> worm.setModified(SHOWN, Instant.EPOCH));
    }

    /** Until then nobody sees the name, so that others may take it. */
    @Test
    void who_may_not_overwrite_replaces_nothing_that_came_during_the_upload() throws StorageException {
        var appender = with(Right.Preset.APPEND_ONLY.rights());
        breakOff(appender, ABSENT, WriteMode.REPLACE);
        for (var mode : List.of(WriteMode.RESUME, WriteMode.PATCH, WriteMode.REPLACE)) {
            assertStays(appender, mode, mode == WriteMode.RESUME ? 4 : 0);
        }
        assertStays(appender, WriteMode.APPEND, 0);
        assertStays(with(Right.Preset.WORM.rights()), WriteMode.PATCH, 0);
    }

    private void assertStays(FileStore store, WriteMode mode, long offset) throws StorageException {
        write(files, SHOWN, WriteMode.REPLACE, "other's");
        try (var sink = store.openWrite(ABSENT, mode, offset)) {
            sink.write(ByteBuffer.wrap("mine".getBytes(StandardCharsets.UTF_8)));
            files.rename(SHOWN, ABSENT, false);

            var failure = assertThrows(StorageException.class, sink::commit, mode.name());
            assertEquals(Kind.ALREADY_EXISTS, failure.kind());
            assertTrue(String.valueOf(failure.getMessage()).contains("under another name"), failure::toString);
        }
        assertEquals(7, files.stat(ABSENT).size());
        files.delete(ABSENT);
    }

    @Test
    void a_file_that_took_the_place_of_the_one_that_is_appended_to_stays() throws StorageException {
        try (var sink = with(Right.Preset.APPEND_ONLY.rights()).openWrite(SHOWN, WriteMode.APPEND, 0)) {
            sink.write(ByteBuffer.wrap("mine".getBytes(StandardCharsets.UTF_8)));
            write(files, ABSENT, WriteMode.REPLACE, "other's");
            files.rename(ABSENT, SHOWN, true);

            assertThrows(StorageException.class, sink::commit);
        }
        assertEquals(7, files.stat(SHOWN).size());
    }

    @Test
    void a_directory_that_has_rules_keeps_its_name() throws StorageException {
        var store = new GuardedFileStore(files, new RightsTable(List.of(
                new RightsTable.Rule("/", Right.Preset.FULL.rights(), "test"),
                new RightsTable.Rule("/a/b", Set.of(), "test"))));
        files.makeDirectory(new VirtualPath(List.of("a")));

        var failure = assertThrows(StorageException.class,
                () -> store.rename(new VirtualPath(List.of("a")), new VirtualPath(List.of("c")), false));
        assertEquals(Kind.DENIED, failure.kind());
    }
}
