package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a directory below the root as the kernel would if it never followed a link: handle by handle, then {@code mkdirat}.
 *
 * <p>{@link java.nio.file.SecureDirectoryStream} has no such method. The way around it (make a directory by path under a
 * random name, move it through the handle) leaves that directory outside when it loses a race, replaces an empty directory
 * that appeared meanwhile, and loses the group and access list that a directory gives to those made in it. So this asks the
 * C library. Safe for several threads.
 */
record DirectoryMaker(LinuxCalls linux) {

    private static final Optional<DirectoryMaker> OF_THIS_SYSTEM = LinuxCalls
            .on(System.getProperty("os.name", ""), System.getProperty("os.arch", "")).map(DirectoryMaker::new);

    /** Empty where the calls are not to be had. */
    static Optional<DirectoryMaker> ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /**
     * Makes one directory.
     *
     * @param root the only part that may hold links
     * @param below the directory to make, relative to the root; one name or more
     * @param mode 0 to 0777, from which the process's own umask is taken
     */
    void make(Path root, Path below, int mode) throws IOException {
        var parent = below.getParent();
        var descriptor = open(root, parent == null ? below.getFileSystem().getPath("") : parent);
        try {
            Errno.checked(linux.makeDirectory(descriptor, below.getFileName().toString(), mode), below.toString());
        } finally {
            linux.close(descriptor);
        }
    }

    /**
     * Changes the mode of a directory, which keeps its group bit and its like. What has taken its name meanwhile fails it, and is not opened: a FIFO would hold the thread until
     * somebody writes to it.
     *
     * @param root the only part that may hold links
     * @param below the directory, relative to the root
     * @param mode 0 to 0777
     */
    void changeMode(Path root, Path below, int mode) throws IOException {
        var descriptor = open(root, below);
        try {
            Errno.checked(linux.changeMode(descriptor, mode | special(descriptor)), below.toString());
        } finally {
            linux.close(descriptor);
        }
    }

    /** As {@link Attributes#special}, of what is open. */
    private static int special(int descriptor) {
        var memory = CallMemory.take();
        try {
            return ScanCalls.ofThisSystem()
                    .filter(calls -> calls.ownAttributes(descriptor, memory.found(), memory.state()) == 0)
                    .map(_ -> ScanCalls.attributes(memory.found()).special())
                    .orElse(0);
        } finally {
            memory.giveBack();
        }
    }

    /**
     * Opens a directory; whoever asks for it closes the descriptor.
     *
     * @param root the only part that may hold links
     * @param below the directory, relative to the root; empty for the root itself
     */
    int open(Path root, Path below) throws IOException {
        var descriptor = Errno.checked(linux.openRoot(root.toString()), below.toString());
        for (var name : below) {
            var next = name.toString().isEmpty() ? descriptor : linux.openDirectory(descriptor, name.toString());
            if (next != descriptor) {
                linux.close(descriptor);
                descriptor = Errno.checked(next, below.toString());
            }
        }
        return descriptor;
    }
}
