package dev.ftpsd.storage.local;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.util.NoSuchElementException;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * The three calls of the C library that {@code java.nio} lacks for making a directory in an open one. Each returns what the
 * library returned, or the error number with a minus. Safe for several threads; a call holds the carrier of a virtual thread.
 */
final class LinuxCalls {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    // As java.nio writes names: the two must agree on the bytes.
    static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final int AT_FDCWD = -100;
    private static final int O_CLOEXEC = 02000000;

    private final int noFollowDirectory;
    private final int directory;
    private final MethodHandle openat;
    private final MethodHandle mkdirat;
    private final MethodHandle fchmod;
    private final MethodHandle close;

    private LinuxCalls(int oDirectory, int oNoFollow) {
        this.directory = O_CLOEXEC | oDirectory;
        this.noFollowDirectory = directory | oNoFollow;
        var signature = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        var errno = Linker.Option.captureCallState("errno");
        this.openat = find("openat", signature, errno);
        this.mkdirat = find("mkdirat", signature, errno);
        this.fchmod = find("fchmod", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), errno);
        this.close = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
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
            // <fcntl.h>: these two flags are the only numbers below that differ between processors.
            return switch (processor) {
                case "amd64", "riscv64" -> Optional.of(new LinuxCalls(0200000, 0400000));
                case "aarch64" -> Optional.of(new LinuxCalls(040000, 0100000));
                default -> Optional.empty();
            };
        } catch (IllegalCallerException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Opens a directory by its path, links included. */
    int openRoot(String path) {
        return call(openat, AT_FDCWD, path, directory);
    }

    /** Opens a directory of that name in an open one; a link fails with ENOTDIR or ELOOP. */
    int openDirectory(int parent, String name) {
        return call(openat, parent, name, noFollowDirectory);
    }

    /** Makes a directory in an open one; fails with EEXIST if anything is there, a link included. */
    int makeDirectory(int parent, String name, int mode) {
        return call(mkdirat, parent, name, mode);
    }

    /** Changes the mode of what is open. */
    int changeMode(int descriptor, int mode) {
        return call((_, state) -> (int) fchmod.invokeExact(state, descriptor, mode));
    }

    void close(int descriptor) {
        try {
            var _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int call(MethodHandle function, int parent, String name, int number) {
        return call(
                (arena, state) -> (int) function.invokeExact(state, parent, arena.allocateFrom(name, NAMES), number));
    }

    @FunctionalInterface
    private interface Invocation {
        int in(Arena arena, MemorySegment state) throws Throwable;
    }

    /** What the call gives back, or the negative of errno. */
    private static int call(Invocation invocation) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var result = invocation.in(arena, state);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    // The signatures above are those of the manual pages of Linux: that is what a restricted method asks us to vouch for.
    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor signature, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, options);
    }
}
