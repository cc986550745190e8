package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A text (UTF-8) that takes a file's place as a whole. It is written aside, forced to the disk and only then moved: whoever opens the file,
 * also after a crash, a power cut or on a full disk, finds the old text or the new one. For threads that may wait; one at a time for a file.
 */
public final class WholeText {

    private WholeText() {}

    /**
     * Replaces a file, or makes it and its directory; for its owner alone (mode 0600).
     *
     * @throws IOException if the text could not be written; what was there stays
     */
    public static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        write(aside, text, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(aside));
        move(aside, file);
    }

    /** Writes a file aside that is there and empty, and forces it to the disk. */
    static void write(Path aside, String text) throws IOException {
        write(aside, text, Set.of(StandardOpenOption.WRITE));
    }

    private static void write(Path aside, String text, Set<OpenOption> how, FileAttribute<?>... attributes)
            throws IOException {
        try (var channel = FileChannel.open(aside, how, attributes)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Moves what was written aside to its place, in one step. */
    static void move(Path aside, Path file) throws IOException {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // The text is in its place. That it is there after a power cut as well not every system can promise.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
