package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * A directory held by a descriptor of Java's: each call on a name is one {@code *at} system call with {@code O_NOFOLLOW}.
 *
 * @param root the store's root
 * @param path the path by which it was found
 */
record HandleDirectory(Path root, Path path, SecureDirectoryStream<Path> stream) implements OpenDirectory {

    private static final int ATTEMPTS = 3;

    @Override
    public Attributes attributes(Path name) throws IOException {
        return Attributes.of(posix(name).readAttributes());
    }

    /**
     * Opens {@code name/.} and looks whether it is what stood at {@code name}. The plain name must not be opened: where that turns
     * out to be a file, Java 25 closes its descriptor twice and another one never (UnixSecureDirectoryStream), and the second
     * close may hit a file or a connection that somebody else has just opened. With the dot open(2) itself fails; a link, which
     * it would follow, does not pass the comparison.
     */
    @Override
    public OpenDirectory directory(Path name) throws IOException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var wanted = attributes(name);
            if (wanted.isLink()) {
                break;
            }
            if (!wanted.isDirectory()) {
                throw new NotDirectoryException(name.toString());
            }
            var self = name.getFileSystem().getPath(SELF);
            var opened = new HandleDirectory(root, path.resolve(name),
                    stream.newDirectoryStream(name.resolve(self), LinkOption.NOFOLLOW_LINKS));
            if (opened.isThat(wanted)) {
                return opened;
            }
            // It was replaced meanwhile: look again.
        }
        throw new FileSystemException(name.toString(), null, "Too many levels of symbolic links");
    }

    /** Closes itself if it is not. */
    private boolean isThat(Attributes wanted) throws IOException {
        var isThat = false;
        try {
            isThat = attributes(path.getFileSystem().getPath(SELF)).key().equals(wanted.key());
        } finally {
            if (!isThat) {
                Quietly.close(this);
            }
        }
        return isThat;
    }

    @Override
    public Iterator<Path> names() {
        return stream.iterator();
    }

    @Override
    public FileChannel open(Path name, Set<OpenOption> options, Set<PosixFilePermission> permissions)
            throws IOException {
        var all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return (FileChannel) stream.newByteChannel(name, all, PosixFilePermissions.asFileAttribute(permissions));
    }

    /** Fails, rather than make it elsewhere, if the path to this directory has been made to lead elsewhere. */
    @Override
    public boolean makeDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException {
        var maker = DirectoryMaker.ofThisSystem();
        var below = root.relativize(path.resolve(name));
        var mode = Modes.mode(permissions);
        if (maker.isPresent()) {
            maker.get().make(root, below, mode);
        } else {
            stageDirectory(name, permissions);
        }
        // The umask of the process may have taken more than ours does.
        return attributes(name).mode() == mode || Correction.attempt(() -> {
            if (maker.isPresent()) {
                maker.get().changeMode(root, below, mode);
            } else {
                setPermissions(name, permissions);
            }
        });
    }

    /**
     * Makes the directory by path, under a name that nobody can guess, and moves it within this handle to the name that was
     * asked for. If the path leads elsewhere the move finds nothing and fails. What it may leave: an empty directory of a
     * random name, where the path led to.
     */
    void stageDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException {
        // renameat would silently replace an empty directory of that name.
        if (attributesIfAny(name).isPresent()) {
            throw new FileAlreadyExistsException(name.toString());
        }

        var staged = path.resolve(Reserved.fresh());
        Files.createDirectory(staged, PosixFilePermissions.asFileAttribute(permissions));
        try {
            stream.move(staged.getFileName(), stream, name);
        } catch (IOException e) {
            Quietly.attempt(() -> Files.deleteIfExists(staged));
            throw e;
        }
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    @Override
    public void move(Path name, OpenDirectory target, Path targetName) throws IOException {
        if (!(target instanceof HandleDirectory handle)) {
            throw new IllegalArgumentException("both directories belong to one store");
        }
        stream.move(name, handle.stream, targetName);
    }

    @Override
    public void setModified(Path name, FileTime modified) throws IOException {
        stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
    }

    /** Java's view of a directory would take its group bit and its like. */
    @Override
    public void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        var maker = DirectoryMaker.ofThisSystem();
        if (maker.isPresent() && attributes(name).isDirectory()) {
            maker.get().changeMode(root, root.relativize(path.resolve(name)), Modes.mode(permissions));
        } else {
            posix(name).setPermissions(permissions);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private PosixFileAttributeView posix(Path name) {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
