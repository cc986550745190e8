package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Homes on FAT (a USB disk, a camera's card), which has no room for a colon in a name and says EINVAL of it. */
class NarrowNamesTest {

    @TempDir
    private Path root;
    private LocalFileStore store;

    /** A directory of FAT. */
    private static final class Fat extends ForwardingStream {

        Fat(SecureDirectoryStream<Path> directory) {
            super(directory);
        }

        @Override
        ForwardingStream around(SecureDirectoryStream<Path> below) {
            return new Fat(below);
        }

        @Override
        public SeekableByteChannel newByteChannel(Path name, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            refuse(name);
            return super.newByteChannel(name, options, attributes);
        }

        @Override
        public void move(Path name, SecureDirectoryStream<Path> target, Path targetName) throws IOException {
            refuse(targetName);
            super.move(name, target, targetName);
        }

        private static void refuse(Path name) throws FileSystemException {
            if (name.toString().contains(":")) {
                throw new FileSystemException(name.toString(), null, "Invalid argument");
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY,
                ForwardingStream.opener(Fat::new));
        put(store, "/photo.jpg", "photo");
        store.makeDirectory(path("/trip"));
    }

    @Test
    void a_name_that_the_file_system_has_no_room_for_is_told_as_such() throws IOException {
        for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND)) {
            try (var sink = store.openWrite(path("/photo:1.jpg"), mode, 0)) {
                assertFails(Kind.BAD_NAME, sink::commit);
            }
        }
        assertFails(Kind.BAD_NAME, () -> store.openWrite(path("/photo:1.jpg"), WriteMode.CREATE_NEW, 0));
        assertFails(Kind.BAD_NAME, () -> store.rename(path("/photo.jpg"), path("/photo:1.jpg"), true));

        assertEquals("photo", get(store, "/photo.jpg"));
        assertEquals(Set.of("photo.jpg", "trip"), names(store, "/"));
    }

    @Test
    void a_directory_below_itself_is_still_called_that() throws IOException {
        store.makeDirectory(path("/trip/day"));
        assertFails(Kind.INTO_ITSELF, () -> store.rename(path("/trip"), path("/trip/day/trip"), false));
    }
}
