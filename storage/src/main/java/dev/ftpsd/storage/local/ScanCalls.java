package dev.ftpsd.storage.local;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry.Kind;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/**
 * getdents64(2) and statx(2), whose structures are the same on all processors. A call holds the carrier of a virtual thread, as one of
 * {@code java.nio} does. Safe for several threads, each with memory of its own.
 */
final class ScanCalls {

    /** The size of {@code struct statx}. */
    static final long ATTRIBUTES = 256;

    private static final Optional<ScanCalls> OF_THIS_SYSTEM = find();

    /** AT_SYMLINK_NOFOLLOW, AT_NO_AUTOMOUNT: to look at a list mounts nothing. */
    private static final int FLAGS = 0x100 | 0x800;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final MemorySegment NO_NAME = Arena.global().allocateFrom("");
    private static final int BASIC_STATS = 0x7ff;
    private static final int S_IFMT = 0170000;

    private final MethodHandle getdents;
    private final MethodHandle statx;

    private ScanCalls(MethodHandle getdents, MethodHandle statx) {
        this.getdents = getdents;
        this.statx = statx;
    }

    /** Empty but on Linux, and where the C library is older than the calls or the JVM forbids native access. */
    static Optional<ScanCalls> ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /**
     * Asks for the attributes of a name in an open directory, without following it.
     *
     * @param name ends with NUL
     * @param found {@link #ATTRIBUTES} octets
     * @param state as {@link CallMemory#STATE}
     * @return 0, or an error number of {@code <errno.h>} with a minus
     */
    int attributes(int directory, MemorySegment name, MemorySegment found, MemorySegment state) {
        return ask(directory, name, FLAGS, found, state);
    }

    /** The same for the directory itself: to allow an empty name costs something with each that is not. */
    int ownAttributes(int directory, MemorySegment found, MemorySegment state) {
        return ask(directory, NO_NAME, FLAGS | AT_EMPTY_PATH, found, state);
    }

    private int ask(int directory, MemorySegment name, int flags, MemorySegment found, MemorySegment state) {
        try {
            return CallMemory.result((int) statx.invokeExact(state, directory, name, flags, BASIC_STATS, found), state);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Reads on in a directory.
     *
     * @param records takes as many {@code struct linux_dirent64} as fit
     * @param state as {@link CallMemory#STATE}
     * @return how many octets, 0 at the end, or an error number of {@code <errno.h>} with a minus
     */
    int names(int directory, MemorySegment records, MemorySegment state) {
        try {
            return CallMemory.result((int) (long) getdents.invokeExact(state, directory, records, records.byteSize()),
                    state);
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
        return new Attributes(kind, kind == Kind.FILE ? found.get(JAVA_LONG, 40) : 0,
                time(found.get(JAVA_LONG, 112), found.get(JAVA_INT, 120)),
                found.get(JAVA_LONG, 96) * 1_000_000_000L + found.get(JAVA_INT, 104),
                new FileKey(device(found.get(JAVA_INT, 136), found.get(JAVA_INT, 140)), found.get(JAVA_LONG, 32)),
                mode & 0777, mode & 07000);
    }

    /** A file system may keep times that no calendar has; as {@code java.nio}, the last that there is stands for them. */
    private static Instant time(long seconds, int nanos) {
        if (seconds > Instant.MAX.getEpochSecond()) {
            return Instant.MAX;
        }
        return seconds < Instant.MIN.getEpochSecond() ? Instant.MIN : Instant.ofEpochSecond(seconds, nanos);
    }

    /** As makedev(3) of glibc puts the two numbers together. */
    private static long device(int major, int minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffffff00L) << 12 | (minor & 0xffL);
    }

    private static Optional<ScanCalls> find() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ScanCalls(
                    find("getdents64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG)),
                    find("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS))));
        } catch (IllegalCallerException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    // The signatures are those of the manual pages: that is what a restricted method asks us to vouch for.
    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor signature) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature,
                Linker.Option.captureCallState("errno"));
    }
}
