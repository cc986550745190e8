package dev.ftpsd.storage.local;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * The calls of the C library that {@code java.nio} lacks, or takes three of where one does. Each returns what the library
 * returned, or the error number with a minus. Safe for several threads; a call holds the carrier of a virtual thread.
 *
 * @param oDirectory the number of O_DIRECTORY, which differs between processors
 * @param oNoFollow the same of O_NOFOLLOW
 */
record LinuxCalls(int oDirectory, int oNoFollow, MethodHandle openat, MethodHandle close) {

    private static final int AT_FDCWD = -100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int RENAME_NOREPLACE = 1;
    private static final int O_CLOEXEC = 02000000;
    /** Holds a thing without opening it: nothing waits for it, and no right to it is needed. */
    private static final int O_PATH = 010000000;

    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final FunctionDescriptor NAMED = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    // Each is bound as it is needed: that takes some milliseconds, and the first session of a process waits for it.
    private static final class Making {
        static final MethodHandle MKDIRAT = find("mkdirat", NAMED, WITH_ERRNO);
    }

    private static final class Deleting {
        static final MethodHandle UNLINKAT = find("unlinkat", NAMED, WITH_ERRNO);
    }

    private static final class Moving {
        static final MethodHandle RENAMEAT =
                find("renameat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS), WITH_ERRNO);
    }

    private static final class MovingToFree {
        /** Null with a C library that has none: glibc before 2.28, some of musl. */
        static final @Nullable MethodHandle RENAMEAT2 = findIfAny("renameat2",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT), WITH_ERRNO);
    }

    private static final class ChangingMode {
        static final MethodHandle FCHMOD =
                find("fchmod", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), WITH_ERRNO);
    }

    private static LinuxCalls bind(int oDirectory, int oNoFollow) {
        return new LinuxCalls(oDirectory, oNoFollow, find("openat", NAMED, WITH_ERRNO),
                find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
    }

    /**
     * Binds the calls.
     *
     * @param system as in the property {@code os.name}
     * @param processor as in the property {@code os.arch}
     * @return empty where we do not know the numbers of the flags, or where the JVM forbids native access
     */
    static Optional<LinuxCalls> on(String system, String processor) {
        if (!system.equals("Linux")) {
            return Optional.empty();
        }

        try {
            // <fcntl.h>: these two flags are the only numbers here that differ between processors.
            return switch (processor) {
                case "amd64", "riscv64" -> Optional.of(bind(0200000, 0400000));
                case "aarch64" -> Optional.of(bind(040000, 0100000));
                default -> Optional.empty();
            };
        } catch (IllegalCallerException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Opens a directory by its path, links included. */
    int openRoot(String path) {
        return call(openat, AT_FDCWD, path, O_CLOEXEC | oDirectory);
    }

    /** As {@link #openRoot}, but to look names up in it and no more: it need not be readable. */
    int holdRoot(String path) {
        return call(openat, AT_FDCWD, path, O_PATH | O_CLOEXEC | oDirectory);
    }

    /** Opens a directory of that name in an open one; a link fails with ENOTDIR or ELOOP. */
    int openDirectory(int parent, String name) {
        return call(openat, parent, name, O_CLOEXEC | oDirectory | oNoFollow);
    }

    /** As {@link #openDirectory}, but to look names up in it and no more: it need not be readable. */
    int holdDirectory(int parent, String name) {
        return call(openat, parent, name, O_PATH | O_CLOEXEC | oDirectory | oNoFollow);
    }

    /** Holds what stands at a name, whatever it is, a link included, and opens nothing. */
    int hold(int parent, String name) {
        return call(openat, parent, name, O_PATH | O_CLOEXEC | oNoFollow);
    }

    /** Makes a directory in an open one; fails with EEXIST if anything is there, a link included. */
    int makeDirectory(int parent, String name, int mode) {
        return call(Making.MKDIRAT, parent, name, mode);
    }

    /** Takes away anything but a directory. */
    int deleteFile(int parent, String name) {
        return call(Deleting.UNLINKAT, parent, name, 0);
    }

    /** Takes away an empty directory. */
    int deleteDirectory(int parent, String name) {
        return call(Deleting.UNLINKAT, parent, name, AT_REMOVEDIR);
    }

    /** Moves in one step; what stands at the target is replaced, if it is of the same kind. */
    int move(int parent, String name, int target, String targetName) {
        if (!CallMemory.holds(name) || !CallMemory.holds(targetName)) {
            return -Errno.NAME_TOO_LONG;
        }
        var memory = CallMemory.take();
        try {
            return memory.result((int) Moving.RENAMEAT.invokeExact(memory.state(), parent, memory.name(name), target,
                    memory.otherName(targetName)));
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            memory.giveBack();
        }
    }

    /**
     * As {@link #move}, to a name that is free: fails with EEXIST if anything is there, and with EINVAL or ENOSYS where the file system
     * or the C library cannot tell in the same step.
     */
    int moveIfFree(int parent, String name, int target, String targetName) {
        var call = MovingToFree.RENAMEAT2;
        if (call == null) {
            return -Errno.NOT_IMPLEMENTED;
        }
        if (!CallMemory.holds(name) || !CallMemory.holds(targetName)) {
            return -Errno.NAME_TOO_LONG;
        }
        var memory = CallMemory.take();
        try {
            return memory.result((int) call.invokeExact(memory.state(), parent, memory.name(name),
                    target, memory.otherName(targetName), RENAME_NOREPLACE));
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            memory.giveBack();
        }
    }

    /** Changes the mode of what is open. */
    int changeMode(int descriptor, int mode) {
        var memory = CallMemory.take();
        try {
            return memory.result((int) ChangingMode.FCHMOD.invokeExact(memory.state(), descriptor, mode));
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            memory.giveBack();
        }
    }

    void close(int descriptor) {
        try {
            var _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int call(MethodHandle function, int parent, String name, int number) {
        if (!CallMemory.holds(name)) {
            return -Errno.NAME_TOO_LONG;
        }
        var memory = CallMemory.take();
        try {
            return memory.result((int) function.invokeExact(memory.state(), parent, memory.name(name), number));
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            memory.giveBack();
        }
    }

    private static MethodHandle find(String name, FunctionDescriptor signature, Linker.Option... options) {
        var found = findIfAny(name, signature, options);
        if (found == null) {
            throw new NoSuchElementException(name);
        }
        return found;
    }

    /** Null where there is none of that name. */
    // The signatures above are those of the manual pages of Linux: that is what a restricted method asks us to vouch for.
    @SuppressWarnings("restricted")
    static @Nullable MethodHandle findIfAny(String name, FunctionDescriptor signature, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(found -> linker.downcallHandle(found, signature, options))
                .orElse(null);
    }
}
