package dev.ftpsd.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that is held open. Every name below is one segment and is looked up in this very directory, whatever has
 * happened meanwhile to the path by which it was found; no method follows a symbolic link.
 */
sealed interface OpenDirectory extends Closeable permits LinuxDirectory, HandleDirectory, PathDirectory {

    /** This directory, as a name in itself. */
    String SELF = ".";

    /**
     * Opens a directory by its path, links included: for the root alone, which the administrator named.
     *
     * @throws IOException if it is missing, no directory, or, except on Linux, may not be read
     */
    static OpenDirectory open(Path path) throws IOException {
        var here = LinuxDirectory.open(path);
        return here.isPresent() ? here.get() : openByJava(path);
    }

    /** As {@link #open}, with what {@code java.nio} has alone. */
    static OpenDirectory openByJava(Path path) throws IOException {
        var stream = path.getFileSystem().provider().newDirectoryStream(path, _ -> true);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new HandleDirectory(path, path, secure);
        }

        stream.close();
        return new PathDirectory(path);
    }

    /** The path by which it was found. It may lead elsewhere by now: a hint, never the way to a client's file. */
    Path path();

    /** Where it is now, whatever it was called when it was found, if the system tells: for others to be told of. */
    default Path pathNow() {
        return path();
    }

    /** A path by which {@code java.nio} reaches a name in it, in this very directory where the system has a way to that. */
    default Path way(Path name) {
        return path().resolve(name);
    }

    Attributes attributes(Path name) throws IOException;

    /** As {@link #attributes}; empty where nothing of that name is there. */
    default Optional<Attributes> attributesIfAny(Path name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells it from every other directory. */
    default Object key() throws IOException {
        return attributes(path().getFileSystem().getPath(SELF)).key();
    }

    /** The directory of that name; fails on a link and on anything else. */
    OpenDirectory directory(Path name) throws IOException;

    /** As {@link #directory}; empty where something else stands there, a link for instance, or nothing. */
    default Optional<OpenDirectory> directoryIfAny(Path name) throws IOException {
        return attributesIfAny(name).filter(Attributes::isDirectory).isPresent()
                ? Optional.of(directory(name)) : Optional.empty();
    }

    /** The names in it, read as the caller goes on; to be asked for once. */
    Iterator<Path> names() throws IOException;

    FileChannel open(Path name, Set<OpenOption> options, Set<PosixFilePermission> permissions) throws IOException;

    /**
     * Makes a directory, with these bits whatever the umask of the process.
     *
     * @return false if it is made, but the file system lets nobody give it these bits ({@link Correction})
     */
    boolean makeDirectory(Path name, Set<PosixFilePermission> permissions) throws IOException;

    void deleteFile(Path name) throws IOException;

    void deleteDirectory(Path name) throws IOException;

    /** Moves in one step; what stands at the target, unless it is a directory, is replaced. */
    void move(Path name, OpenDirectory target, Path targetName) throws IOException;

    /**
     * As {@link #move}, to a name that nobody has, in one step with the look whether somebody has it.
     *
     * @return false, and nothing has been done, where the system or the file system has no such step
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken, by whatever it is
     */
    default boolean moveIfFree(Path name, OpenDirectory target, Path targetName) throws IOException {
        return false;
    }

    void setModified(Path name, FileTime modified) throws IOException;

    void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException;
}
