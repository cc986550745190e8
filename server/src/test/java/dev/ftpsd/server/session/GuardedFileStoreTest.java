package dev.ftpsd.server.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Every operation against every right: with all but the needed one it is refused, with the needed ones alone it is done. */
final class GuardedFileStoreTest {

    private static final VirtualPath FILE = new VirtualPath(List.of("dir", "file"));
    private static final VirtualPath NEW = new VirtualPath(List.of("dir", "new"));
    private static final VirtualPath OTHER = new VirtualPath(List.of("dir", "other"));
    private static final VirtualPath DIRECTORY = new VirtualPath(List.of("dir"));
    private static final VirtualPath EMPTY = new VirtualPath(List.of("empty"));

    private final FileStore files = new MemoryFileStore();

    interface Operation {
        void on(GuardedFileStore store) throws StorageException;
    }

    @BeforeEach
    void fill() throws StorageException {
        files.makeDirectory(DIRECTORY);
        files.makeDirectory(EMPTY);
        for (var path : List.of(FILE, OTHER)) {
            try (var sink = files.openWrite(path, WriteMode.REPLACE, 0)) {
                sink.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
                sink.commit();
            }
        }
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                row("list", Set.of(Right.LIST), store -> store.list(DIRECTORY).close()),
                row("read", Set.of(Right.READ), store -> store.openRead(FILE).close()),
                row("store a new file", Set.of(Right.CREATE), store -> write(store, NEW, WriteMode.REPLACE, 0)),
                row("store over a file", Set.of(Right.OVERWRITE), store -> write(store, FILE, WriteMode.REPLACE, 0)),
                row("store under a new name", Set.of(Right.CREATE),
                        store -> write(store, NEW, WriteMode.CREATE_NEW, 0)),
                row("append", Set.of(Right.APPEND), store -> write(store, FILE, WriteMode.APPEND, 0)),
                row("resume", Set.of(Right.APPEND), store -> write(store, FILE, WriteMode.RESUME, 5)),
                row("delete", Set.of(Right.DELETE), store -> store.delete(FILE)),
                row("make a directory", Set.of(Right.MKDIR), store -> store.makeDirectory(NEW)),
                row("remove a directory", Set.of(Right.RMDIR), store -> store.removeDirectory(EMPTY)),
                row("set a time", Set.of(Right.MTIME), store -> store.setModified(FILE, Instant.EPOCH)),
                row("set permission bits", Set.of(Right.CHMOD), store -> store.setMode(FILE, 0600)),
                row("rename", Set.of(Right.RENAME, Right.CREATE), store -> store.rename(FILE, NEW, true)));
    }

    private static Arguments row(String name, Set<Right> needed, Operation operation) {
        return Arguments.of(name, needed, operation);
    }

    private static void write(GuardedFileStore store, VirtualPath path, WriteMode mode, long offset)
            throws StorageException {
        store.checkWrite(path, mode, offset);
        try (var sink = store.openWrite(path, mode, offset)) {
            sink.commit();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void an_operation_is_done_with_its_rights_alone(String name, Set<Right> needed, Operation operation) {
        assertDoesNotThrow(() -> operation.on(with(needed)), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void an_operation_is_refused_when_one_of_its_rights_is_missing(String name, Set<Right> needed,
            Operation operation) {
        for (var right : needed) {
            var others = EnumSet.allOf(Right.class);
            others.remove(right);
            var refused = assertThrows(StorageException.class, () -> operation.on(with(others)), name);
            assertEquals(Kind.DENIED, refused.kind());
        }
    }

    @Test
    void a_rename_onto_a_file_needs_the_right_to_overwrite() {
        var refused = assertThrows(StorageException.class,
                () -> with(Set.of(Right.RENAME, Right.CREATE)).rename(FILE, OTHER, true));
        assertEquals(Kind.ALREADY_EXISTS, refused.kind());
        assertDoesNotThrow(() -> with(Set.of(Right.RENAME, Right.CREATE, Right.OVERWRITE)).rename(FILE, OTHER, true));
    }

    @Test
    void who_may_only_drop_files_learns_of_none() {
        var refused = assertThrows(StorageException.class, () -> with(Right.Preset.DROP.rights()).stat(FILE));
        assertEquals(Kind.DENIED, refused.kind());
        assertDoesNotThrow(() -> with(Right.Preset.DROP.rights()).stat(DIRECTORY));
    }

    @Test
    void a_directory_is_entered_where_something_may_be_done_there_or_below_and_nowhere_else() {
        var rules = List.of(new RightsTable.Rule("/", Set.of(), "test"),
                new RightsTable.Rule("/dir/deep", Set.of(Right.READ), "test"));
        var store = new GuardedFileStore(files, new RightsTable(rules));
        assertDoesNotThrow(() -> store.stat(VirtualPath.ROOT));
        assertDoesNotThrow(() -> store.stat(DIRECTORY));
        assertEquals(Kind.DENIED, kindOf(() -> store.stat(EMPTY)));
    }

    @Test
    void an_upload_is_refused_before_150_for_what_stands_in_its_way() {
        var store = with(EnumSet.allOf(Right.class));
        assertEquals(Kind.NOT_A_FILE, kindOf(() -> store.checkWrite(DIRECTORY, WriteMode.REPLACE, 0)));
        assertEquals(Kind.ALREADY_EXISTS, kindOf(() -> store.checkWrite(FILE, WriteMode.CREATE_NEW, 0)));
        assertEquals(Kind.OUT_OF_RANGE, kindOf(() -> store.checkWrite(FILE, WriteMode.RESUME, 6)));
        assertEquals(Kind.NOT_FOUND, kindOf(() -> store.checkWrite(EMPTY.child("a").child("b"), WriteMode.REPLACE, 0)));
    }

    /** Behind the offset nothing stays. */
    @Test
    void bytes_that_are_there_are_cut_off_with_the_right_to_overwrite_alone() throws StorageException {
        var appender = with(Right.Preset.APPEND_ONLY.rights());
        for (var offset : new long[]{0, 1, 4}) {
            assertEquals(Kind.DENIED, kindOf(() -> appender.checkWrite(FILE, WriteMode.RESUME, offset)));
            assertEquals(Kind.DENIED, kindOf(() -> appender.openWrite(FILE, WriteMode.RESUME, offset)));
        }
        assertEquals(5, files.stat(FILE).size());

        assertDoesNotThrow(() -> write(appender, FILE, WriteMode.RESUME, 5));
        assertDoesNotThrow(() -> write(appender, NEW, WriteMode.RESUME, 0));
        assertDoesNotThrow(() -> write(with(Set.of(Right.APPEND, Right.OVERWRITE)), FILE, WriteMode.RESUME, 1));
        assertEquals(1, files.stat(FILE).size());
    }

    private static Kind kindOf(Executable operation) {
        return assertThrows(StorageException.class, operation).kind();
    }

    private GuardedFileStore with(Set<Right> rights) {
        return new GuardedFileStore(files, new RightsTable(List.of(new RightsTable.Rule("/", rights, "test"))));
    }
}
