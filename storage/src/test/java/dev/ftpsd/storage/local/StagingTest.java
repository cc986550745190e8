package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.Jail.LastLink;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.WriteLocks.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Another process puts a shorter file at the name between the look at it and its opening. */
class StagingTest {

    @TempDir
    private Path root;

    private void swappedWhenFound(WriteMode mode, long offset, String sent) throws IOException {
        Files.writeString(root.resolve("a"), "a long one");
        var path = path("/a");
        try (var place = new Jail(root, Symlinks.INSIDE, OpenDirectory::open).locate(path, LastLink.FOLLOW);
                var claim = new Claim()) {
            var found = Optional.of(place.attributes());
            Files.writeString(root.resolve("b"), "short");
            Files.move(root.resolve("b"), root.resolve("a"), StandardCopyOption.REPLACE_EXISTING);

            var parts = new Parts(Uploader.NOBODY, Duration.ofHours(1));
            var target = new Target(place, path, LocalPolicy.DEFAULT, Uploader.NOBODY, claim);
            try (var file = new Staging(target, parts, found).open(mode, offset)) {
                file.write(ByteBuffer.wrap(sent.getBytes(UTF_8)));
                file.commit();
            }
        }
    }

    @Test
    void an_upload_at_the_end_goes_behind_the_file_that_is_there_now() throws IOException {
        swappedWhenFound(WriteMode.APPEND, 0, "er");
        assertEquals("shorter", Files.readString(root.resolve("a")));
    }

    @Test
    void an_offset_beyond_the_file_that_is_there_now_is_refused() throws IOException {
        var refused = assertThrows(StorageException.class, () -> swappedWhenFound(WriteMode.RESUME, 7, "x"));
        assertEquals(Kind.OUT_OF_RANGE, refused.kind());
        assertEquals("short", Files.readString(root.resolve("a")));
    }

    @Test
    void an_offset_within_the_file_that_is_there_now_is_held_to_it() throws IOException {
        swappedWhenFound(WriteMode.PATCH, 1, "H");
        assertEquals("sHort", Files.readString(root.resolve("a")));
    }
}
