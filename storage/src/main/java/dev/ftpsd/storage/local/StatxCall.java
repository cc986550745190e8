package dev.ftpsd.storage.local;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry.Kind;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/**
 * statx(2), whose structure is the same on all processors. A call holds the carrier of a virtual thread, as one of {@code java.nio} does.
 * Safe for several threads, each with memory of its own.
 */
final class StatxCall {

    static final StructLayout STATE = Linker.Option.captureStateLayout();
    /** Of {@code struct statx}. */
    static final long SIZE = 256;

    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Optional<StatxCall> OF_THIS_SYSTEM = find();

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC_STATS = 0x7ff;
    private static final int S_IFMT = 0170000;

    private final MethodHandle statx;

    private StatxCall(MethodHandle statx) {
        this.statx = statx;
    }

    /** Empty but on Linux, and where the C library is older than the call or the JVM forbids native access. */
    static Optional<StatxCall> ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /**
     * Asks for the attributes of a name in an open directory, without following it.
     *
     * @param name ends with NUL; an empty one means the directory itself
     * @param found {@link #SIZE} octets
     * @param state as {@link #STATE}
     * @return 0, or an error number of {@code <errno.h>} with a minus
     */
    int get(int directory, MemorySegment name, MemorySegment found, MemorySegment state) {
        try {
            var result =
                    (int) statx.invokeExact(state, directory, name, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH, BASIC_STATS,
                            found);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** What has been written to {@code found}. */
    static Attributes attributes(MemorySegment found) {
        var mode = Short.toUnsignedInt(found.get(JAVA_SHORT, 28));
        var kind = switch (mode & S_IFMT) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.DIRECTORY;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
        var modified = Instant.ofEpochSecond(found.get(JAVA_LONG, 112), found.get(JAVA_INT, 120));
        return new Attributes(kind, kind == Kind.FILE ? found.get(JAVA_LONG, 40) : 0, modified,
                new Key(device(found.get(JAVA_INT, 136), found.get(JAVA_INT, 140)), found.get(JAVA_LONG, 32)),
                mode & 0777);
    }

    /** As makedev(3) of glibc puts the two numbers together. */
    private static long device(int major, int minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffffff00L) << 12 | (minor & 0xffL);
    }

    /** Which file it is, in the words of the file keys of {@code java.nio}, so that the {@code unique} fact is the same. */
    private record Key(long device, long inode) {

        @Override
        public String toString() {
            return "(dev=" + Long.toHexString(device) + ",ino=" + inode + ")";
        }
    }

    // The signature is that of the manual page: that is what a restricted method asks us to vouch for.
    @SuppressWarnings("restricted")
    private static Optional<StatxCall> find() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            var linker = Linker.nativeLinker();
            return linker.defaultLookup().find("statx").map(statx -> new StatxCall(linker.downcallHandle(statx,
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
                    Linker.Option.captureCallState("errno"))));
        } catch (IllegalCallerException | NoSuchElementException e) {
            return Optional.empty();
        }
    }
}
