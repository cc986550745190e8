package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory known by path alone, for file systems without directory handles; on Linux it is never used.
 *
 * <p>Before each step the path must still be its own real path, without any link in it, and the last name is never
 * followed. Between that look and the step a process of this machine with the right to write here can still swap a
 * directory for a link: that is the race which {@link HandleDirectory} closes. A client of this server cannot, since it can
 * make no links.
 */
final class PathDirectory implements OpenDirectory {

    private final Path path;
    private final Path real;
    private final boolean posix;
    private @Nullable DirectoryStream<Path> names;

    /** @param path the root, links included */
    PathDirectory(Path path) throws IOException {
        this(path, path.toRealPath());
    }

    private PathDirectory(Path path, Path real) throws IOException {
        this.path = path;
        this.real = real;
        this.posix = Files.getFileAttributeView(real, PosixFileAttributeView.class) != null;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Attributes attributes(Path name) throws IOException {
        var file = at(name);
        if (posix) {
            return Attributes.of(Files.getFileAttributeView(file, PosixFileAttributeView.class,
                    LinkOption.NOFOLLOW_LINKS).readAttributes());
        }
        return Attributes.of(
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), file);
    }

    @Override
    public OpenDirectory directory(Path name) throws IOException {
        if (!attributes(name).isDirectory()) {
            throw new AccessDeniedException(name.toString());
        }
        return new PathDirectory(path.resolve(name).normalize(), at(name));
    }

    @Override
    public Iterator<Path> names() throws IOException {
        if (names == null) {
            var provider = real.getFileSystem().provider();
            names = provider.newDirectoryStream(at(real.getFileSystem().getPath(SELF)), _ -> true);
        }
        return names.iterator();
    }

    @Override
    public FileChannel open(Path name, Set<OpenOption> options, Set<PosixFilePermission> permissions)
            throws IOException {
        var all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(at(name), all, creating(permissions));
    }

    @Override
    public boolean makeDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException {
        Files.createDirectory(at(name), creating(permissions));
        return true;
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        Files.delete(at(name));
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        Files.delete(at(name));
    }

    @Override
    public void move(Path name, OpenDirectory target, Path targetName) throws IOException {
        if (!(target instanceof PathDirectory directory)) {
            throw new IllegalArgumentException("both directories belong to one store");
        }
        Files.move(at(name), directory.at(targetName), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void setModified(Path name, FileTime modified) throws IOException {
        Files.getFileAttributeView(at(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
    }

    @Override
    public void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        if (posix) {
            Files.getFileAttributeView(at(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(permissions);
        }
    }

    @Override
    public void close() throws IOException {
        if (names != null) {
            names.close();
        }
    }

    private Path at(Path name) throws IOException {
        if (!real.toRealPath().equals(real)) {
            throw new AccessDeniedException(name.toString());
        }
        return real.resolve(name).normalize();
    }

    private FileAttribute<?>[] creating(Set<PosixFilePermission> permissions) {
        List<FileAttribute<?>> attributes = new ArrayList<>();
        if (posix) {
            attributes.add(PosixFilePermissions.asFileAttribute(permissions));
        }
        return attributes.toArray(new FileAttribute<?>[0]);
    }
}
