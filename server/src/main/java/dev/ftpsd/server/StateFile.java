package dev.ftpsd.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A small text file of {@code state-dir} that is read whole and replaced whole: whoever opens it, also after a crash or on
 * a full disk, finds the old text or the new one. For threads that may wait; one at a time.
 *
 * @param file where it is; its directory is made when it is first written
 */
record StateFile(Path file) {

    /**
     * Its lines; none where it is not there.
     *
     * @throws IOException if it is there and cannot be read, or is no UTF-8
     */
    List<String> read() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Replaces it; for its owner alone (mode 0600). */
    void write(List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        var text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        try (var channel = create(aside)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileChannel create(Path aside) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return aside.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(aside, options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(aside, options);
    }
}
