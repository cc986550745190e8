package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory of Linux held by its descriptor (O_PATH), so that it need not be readable to be walked through, and a name that is
 * missing costs no exception. Each call on a name is one system call that does not follow it.
 *
 * <p>{@code java.nio} cannot be given a descriptor, but {@link Descriptors#path} is one: what it opens there is looked up in this very
 * directory. A file is held first and looked at, and then that very file is opened: no FIFO can be put in between.
 *
 * <p>One thread at a time, which also closes it.
 */
final class LinuxDirectory implements OpenDirectory {

    private final Descriptors descriptors;
    private final Path path;
    private final int descriptor;
    private boolean closed;
    private @Nullable Object key;
    private @Nullable DirectoryStream<Path> names;

    private LinuxDirectory(Descriptors descriptors, Path path, int descriptor) {
        this.descriptors = descriptors;
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens a directory by its path, links included.
     *
     * @return empty where this is not to be had, see {@link Descriptors}
     */
    static Optional<LinuxDirectory> open(Path path) throws IOException {
        var descriptors = Descriptors.OF_THIS_PROCESS;
        if (descriptors == null || !path.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }

        var text = path.toString();
        if (!Path.of(text).equals(path)) {
            // Its octets are no text, and the text would lead elsewhere.
            return Optional.empty();
        }
        return Optional.of(new LinuxDirectory(descriptors, path,
                Errno.checked(descriptors.linux().holdRoot(text), text)));
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Path pathNow() {
        return Descriptors.pathNow(held(), path);
    }

    @Override
    public Path way(Path name) {
        return Descriptors.path(held(), name);
    }

    /** Opens it once more so that its names can be read; whoever asks for the descriptor closes it. */
    int reopened() throws IOException {
        return Errno.checked(descriptors.linux().openDirectory(held(), SELF), SELF);
    }

    // ------------------------------------------------------------------ looking

    @Override
    public Attributes attributes(Path name) throws IOException {
        return descriptors.attributes(held(), name.toString());
    }

    @Override
    public Optional<Attributes> attributesIfAny(Path name) throws IOException {
        return descriptors.attributesIfAny(held(), name.toString());
    }

    /** Asked for once: a descriptor stays what it is. */
    @Override
    public Object key() throws IOException {
        if (key == null) {
            key = descriptors.attributes(held(), "").key();
        }
        return key;
    }

    @Override
    public Iterator<Path> names() throws IOException {
        if (names == null) {
            var self = way(path.getFileSystem().getPath(SELF));
            names = self.getFileSystem().provider().newDirectoryStream(self, _ -> true);
        }
        return names.iterator();
    }

    // ------------------------------------------------------------------ opening

    @Override
    public OpenDirectory directory(Path name) throws IOException {
        var text = name.toString();
        var next = descriptors.linux().holdDirectory(held(), text);
        if (next == -Errno.NOT_A_DIRECTORY && attributesIfAny(name).filter(Attributes::isLink).isPresent()) {
            next = -Errno.TOO_MANY_LINKS;
        }
        return below(name, Errno.checked(next, text));
    }

    @Override
    public Optional<OpenDirectory> directoryIfAny(Path name) throws IOException {
        var text = name.toString();
        var next = descriptors.linux().holdDirectory(held(), text);
        return switch (-next) {
            case Errno.NO_SUCH_FILE, Errno.NOT_A_DIRECTORY, Errno.TOO_MANY_LINKS -> Optional.empty();
            default -> Optional.of(below(name, Errno.checked(next, text)));
        };
    }

    private LinuxDirectory below(Path name, int next) {
        return new LinuxDirectory(descriptors, path.resolve(name), next);
    }

    /** Holds what stands at a name without opening it: the very file that was looked at can be opened then. */
    HeldFile hold(Path name) throws IOException {
        return HeldFile.of(descriptors, held(), name.toString());
    }

    @Override
    public FileChannel open(Path name, Set<OpenOption> options, Set<PosixFilePermission> permissions)
            throws IOException {
        var all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(way(name), all, PosixFilePermissions.asFileAttribute(permissions));
    }

    // ------------------------------------------------------------------ changing

    @Override
    public boolean makeDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException {
        var text = name.toString();
        Errno.checked(descriptors.linux().makeDirectory(held(), text, Modes.mode(permissions)), text);
        return correctDirectory(name, permissions);
    }

    /** As {@link #makeDirectory}, of one that was made just now. */
    boolean correctDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException {
        if (attributes(name).mode() == Modes.mode(permissions)) {
            return true;
        }
        try (var made = hold(name)) {
            if (!made.attributes().isDirectory()) {
                throw new NotDirectoryException(name.toString());
            }
            return Correction.attempt(() -> made.setPermissions(permissions));
        }
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        var text = name.toString();
        Errno.checked(descriptors.linux().deleteFile(held(), text), text);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        var text = name.toString();
        var result = descriptors.linux().deleteDirectory(held(), text);
        // rmdir(2) may say either of a directory that holds something.
        Errno.checked(result == -Errno.FILE_EXISTS ? -Errno.NOT_EMPTY : result, text);
    }

    @Override
    public void move(Path name, OpenDirectory target, Path targetName) throws IOException {
        var text = name.toString();
        Errno.checked(descriptors.linux().move(held(), text, held(target), targetName.toString()), text);
    }

    @Override
    public boolean moveIfFree(Path name, OpenDirectory target, Path targetName) throws IOException {
        var text = name.toString();
        var result = descriptors.linux().moveIfFree(held(), text, held(target), targetName.toString());
        return switch (-result) {
            // NFS, some of FUSE; and a directory below itself, of which the other call then says the same.
            case Errno.INVALID, Errno.NOT_IMPLEMENTED, Errno.NOT_SUPPORTED -> false;
            default -> Errno.checked(result, targetName.toString()) == 0;
        };
    }

    private static int held(OpenDirectory target) {
        if (!(target instanceof LinuxDirectory other)) {
            throw new IllegalArgumentException("both directories belong to one store");
        }
        return other.held();
    }

    @Override
    public void setModified(Path name, FileTime modified) throws IOException {
        try (var held = hold(name)) {
            held.setModified(modified);
        }
    }

    @Override
    public void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        try (var held = hold(name)) {
            held.setPermissions(permissions);
        }
    }

    /** The number may be another thing's once this is closed. */
    private int held() {
        if (closed) {
            throw new ClosedDirectoryStreamException();
        }
        return descriptor;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }

        closed = true;
        descriptors.linux().close(descriptor);
        if (names != null) {
            names.close();
        }
    }
}
