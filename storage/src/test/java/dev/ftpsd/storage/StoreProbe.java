package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.function.Executable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Short words for tests that talk to a store. */
public final class StoreProbe {

    private StoreProbe() {}

    public static VirtualPath path(String path) {
        try {
            return VirtualPath.of(path);
        } catch (StorageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Uploads {@code text} whole. */
    public static void put(FileStore store, String path, String text) throws StorageException {
        write(store, path, WriteMode.REPLACE, 0, text);
    }

    public static void write(FileStore store, String path, WriteMode mode, long offset, String text)
            throws StorageException {
        try (var sink = store.openWrite(path(path), mode, offset)) {
            sink.write(bytes(text));
            sink.commit();
        }
    }

    /** Uploads {@code text} and loses the connection. */
    public static void breakOff(FileStore store, String path, WriteMode mode, long offset, String text)
            throws StorageException {
        try (var sink = store.openWrite(path(path), mode, offset)) {
            sink.write(bytes(text));
        }
    }

    public static String get(FileStore store, String path) throws IOException {
        try (var source = store.openRead(path(path))) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (source.read(buffer, buffer.position()) > 0) {
                // read on
            }
            return new String(Arrays.copyOf(buffer.array(), buffer.position()), ISO_8859_1);
        }
    }

    public static Set<String> names(FileStore store, String directory) throws StorageException {
        Set<String> names = new TreeSet<>();
        try (var listing = store.list(path(directory))) {
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                names.add(entry.get().name());
            }
        }
        return names;
    }

    /** Holds that {@code action} fails with this kind and without a path of the machine in its message. */
    public static StorageException assertFails(Kind kind, Executable action) {
        var failure = assertThrows(StorageException.class, action);
        assertEquals(kind, failure.kind(), () -> "kind of " + failure + " caused by " + failure.getCause());
        var message = String.valueOf(failure.getMessage());
        assertEquals(-1, message.indexOf('/'), message);
        return failure;
    }
}
