package dev.ftpsd.server.fuzz;

import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.support.FuzzTarget;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A path is below the root, has no segment that means another place, and reads back as itself. The first line is the directory. */
final class PathTarget implements FuzzTarget {

    @Override
    public void accept(byte[] input) throws StorageException {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        try {
            var from = VirtualPath.of(lines[0]);
            assertSound(from);
            if (lines.length > 1) {
                var path = from.resolve(lines[1]);
                assertSound(path);
                if (lines[1].startsWith("/")) {
                    assertEquals(VirtualPath.of(lines[1]), path);
                }
            }
        } catch (StorageException e) {
            assertEquals(StorageException.Kind.BAD_NAME, e.kind());
        }
    }

    private static void assertSound(VirtualPath path) throws StorageException {
        assertTrue(path.startsWith(VirtualPath.ROOT));
        assertTrue(path.toString().length() <= 4096 && path.segments().size() <= 256);
        assertEquals(path, VirtualPath.of(path.toString()));
        for (var segment : path.segments()) {
            assertFalse(segment.equals(".") || segment.equals("..") || segment.isEmpty() || segment.contains("/"));
        }
    }
}
