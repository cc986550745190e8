package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/**
 * {@code server.run-dir} in the hands of one server: a second one is refused while the first lives, however that ends. A lock of
 * the kernel says so, for a file that is left behind says nothing.
 */
public final class RunFolder implements AutoCloseable {

    /** What sun_path of unix(7) holds, its final zero not counted; other systems take a little less. */
    private static final int LONGEST_PATH = System.getProperty("os.name", "").startsWith("Linux") ? 107 : 103;

    private static final String SOCKET = "ftpsd.sock";
    private static final String LOCK = "ftpsd.lock";

    private final Path folder;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Where the socket of a server with that {@code run-dir} is. */
    public static Path socketIn(Path folder) {
        return folder.resolve(SOCKET);
    }

    /**
     * Takes the folder, which is made with mode 0700 if it is missing.
     *
     * @throws RunFolderException if another server has it, it cannot be made, or its path is too long for a socket
     */
    public static RunFolder take(Path folder) throws RunFolderException {
        var length = socketIn(folder).toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new RunFolderException("the control socket's path would have " + length
                    + " bytes, and this system takes at most " + LONGEST_PATH + ": choose a shorter folder");
        }
        try {
            make(folder);
            var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new RunFolderException("another server runs with the folder " + folder
                        + ": stop it, or give this one a folder of its own");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new RunFolder(folder, channel);
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot be used: " + e + "; set it to a folder that may be written", e);
        }
    }

    private static void make(Path folder) throws IOException {
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where the socket belongs. */
    Path socket() {
        return socketIn(folder);
    }

    /** Lets another server have it. The lock's file stays: deleting it would let two servers hold two files of one name. */
    @Override
    public void close() throws IOException {
        lock.truncate(0);
        lock.close();
    }
}
