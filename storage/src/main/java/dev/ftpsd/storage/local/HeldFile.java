package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * What stood at a name, held by a descriptor (O_PATH) and not opened: whatever takes the name by now, this is about the very
 * thing that was looked at. One thread, which also closes it.
 *
 * @param name for messages
 */
record HeldFile(Descriptors descriptors, int descriptor, String name, Attributes attributes)
        implements AutoCloseable {

    /** Holds what stands at a name in a held directory, a link for instance, which is not followed. */
    static HeldFile of(Descriptors descriptors, int directory, String name) throws IOException {
        var descriptor = Errno.checked(descriptors.linux().hold(directory, name), name);
        try {
            return new HeldFile(descriptors, descriptor, name, descriptors.attributes(descriptor, ""));
        } catch (IOException | RuntimeException e) {
            descriptors.linux().close(descriptor);
            throw e;
        }
    }

    /** Opens it; whoever asks has seen that it is a regular file. */
    FileChannel open(Set<OpenOption> options) throws IOException {
        return FileChannel.open(Descriptors.path(descriptor), options);
    }

    void setModified(FileTime modified) throws IOException {
        refuseSpecial();
        Files.getFileAttributeView(Descriptors.path(descriptor), BasicFileAttributeView.class)
                .setTimes(modified, null, null);
    }

    /** A directory keeps its group bit and its like: what is made in it goes by them. A file loses them, as by chmod(2). */
    void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
        refuseSpecial();
        var kept = attributes.isDirectory() ? attributes.special() : 0;
        // The set of Java's has nine bits, and to set those clears the others.
        Files.setAttribute(Descriptors.path(descriptor), "unix:mode", Modes.mode(permissions) | kept);
    }

    // Java opens what it sets the time of: a FIFO would hold this thread. And the bits of a link would be its target's.
    private void refuseSpecial() throws FileSystemException {
        if (!attributes.isFile() && !attributes.isDirectory()) {
            throw new FileSystemException(name, null, "Operation not permitted");
        }
    }

    @Override
    public void close() {
        descriptors.linux().close(descriptor);
    }
}
