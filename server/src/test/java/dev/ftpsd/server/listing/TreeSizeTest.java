package dev.ftpsd.server.listing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** How much there is below a directory, and how little is done to find out. */
final class TreeSizeTest {

    private static final TreeSize.Pause GO_ON = () -> {};

    private final FileStore files = new MemoryFileStore();

    private void put(VirtualPath path, int bytes) throws StorageException {
        try (var sink = files.openWrite(path, WriteMode.REPLACE, 0)) {
            sink.write(ByteBuffer.allocate(bytes));
            sink.commit();
        }
    }

    @Test
    void the_deepest_tree_is_added_up_without_a_stack_of_its_depth() throws IOException {
        var path = VirtualPath.ROOT;
        for (int i = 1; i < VirtualPath.MAX_DEPTH; i++) {
            path = path.child("d");
            files.makeDirectory(path);
            put(path.child("f"), 1);
        }

        assertEquals(VirtualPath.MAX_DEPTH - 1, new TreeSize(files, 1000, GO_ON).below(VirtualPath.ROOT));
    }

    @Test
    void more_entries_than_allowed_are_refused_and_not_looked_at() throws IOException {
        var directory = new VirtualPath(List.of("d"));
        files.makeDirectory(directory);
        for (int i = 0; i < 10; i++) {
            put(directory.child("f" + i), i);
        }
        var asked = new int[1];

        assertEquals(45, new TreeSize(files, 11, GO_ON).below(VirtualPath.ROOT));
        var refused = assertThrows(StorageException.class,
                () -> new TreeSize(files, 5, () -> asked[0]++).below(VirtualPath.ROOT));
        assertEquals(StorageException.Kind.TOO_MANY, refused.kind());
        assertEquals(6, asked[0]);
    }

    @Test
    void abor_ends_it_at_the_next_entry() throws IOException {
        put(VirtualPath.ROOT.child("f"), 1);

        assertThrows(DataFailure.class, () -> new TreeSize(files, 10, () -> {
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
        }).below(VirtualPath.ROOT));
    }
}
