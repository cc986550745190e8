package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The names of one directory with their attributes, by a descriptor of its own: two thirds of what it costs to ask
 * {@code java.nio}, which makes several objects for a name and fills another field by field from native code. One thread, which also
 * closes it.
 */
final class DirectoryScan implements AutoCloseable {

    private static final int BATCH = 32 * 1024; // as readdir(3) asks for
    /** Where the length of a record and its name stand in {@code struct linux_dirent64}. */
    private static final int LENGTH = 16;
    private static final int NAME = 19;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

    private final ScanCalls calls;
    private final DirectoryMaker descents;
    private final int descriptor;
    private final Set<String> seen;
    private final Arena memory = Arena.ofConfined();
    private final MemorySegment batch = memory.allocate(BATCH, Long.BYTES);
    private final MemorySegment found = memory.allocate(ScanCalls.ATTRIBUTES, Long.BYTES);
    private final MemorySegment state = memory.allocate(CallMemory.STATE);
    /** What is in the batch: an array is read faster, octet by octet. */
    private final byte[] records = new byte[BATCH];
    private int filled;
    private int next;
    private int nameAt;
    private String name = "";

    private DirectoryScan(ScanCalls calls, DirectoryMaker descents, int descriptor, Set<String> seen) {
        this.calls = calls;
        this.descents = descents;
        this.descriptor = descriptor;
        this.seen = seen;
    }

    /**
     * Opens the directory once more: by its descriptor where that is known, or else name by name from the root.
     *
     * @param seen names that are left out, once each; this takes them out of the set
     * @return empty where the system lacks a call or names are not UTF-8, and where another directory stands at the path by now: it
     *         must be that very one
     */
    static Optional<DirectoryScan> of(OpenDirectory directory, Set<String> seen) {
        var calls = ScanCalls.ofThisSystem();
        var descents = DirectoryMaker.ofThisSystem();
        if (calls.isEmpty() || descents.isEmpty() || !CallMemory.NAMES.equals(UTF_8)) {
            return Optional.empty();
        }
        try {
            if (directory instanceof LinuxDirectory held) {
                return Optional.of(new DirectoryScan(calls.get(), descents.get(), held.reopened(), seen));
            }
            if (!(directory instanceof HandleDirectory handle)) {
                return Optional.empty();
            }
            var descriptor = descents.get().open(handle.root(), handle.root().relativize(handle.path()));
            var scan = new DirectoryScan(calls.get(), descents.get(), descriptor, seen);
            if (scan.isOf(handle)) {
                return Optional.of(scan);
            }
            scan.close();
        } catch (IOException e) {
            // The other way will tell what is wrong.
        }
        return Optional.empty();
    }

    private boolean isOf(HandleDirectory handle) {
        try {
            Errno.checked(calls.ownAttributes(descriptor, found, state), OpenDirectory.SELF);
            return ScanCalls.attributes(found).key().toString()
                    .equals(handle.attributes(handle.path().getFileSystem().getPath(OpenDirectory.SELF)).key()
                            .toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** The next name that is text, but for {@code .} and {@code ..}; null at the end. */
    @Nullable
    String next() throws IOException {
        while (true) {
            if (next == filled) {
                var read = calls.names(descriptor, batch, state);
                // It has been removed: nothing is in it any more.
                filled = read == -Errno.NO_SUCH_FILE ? 0 : Errno.checked(read, OpenDirectory.SELF);
                next = 0;
                if (filled == 0) {
                    return null;
                }
                MemorySegment.copy(batch, JAVA_BYTE, 0, records, 0, filled);
            }
            nameAt = next + NAME;
            next += Short.toUnsignedInt((short) SHORT.get(records, next + LENGTH));
            if (isText() && !isSelfOrParent(name) && (seen.isEmpty() || !seen.remove(name))) {
                return name;
            }
        }
    }

    private static boolean isSelfOrParent(String name) {
        return name.equals(OpenDirectory.SELF) || name.equals("..");
    }

    /** Takes the name of this record. Octets that are no UTF-8 come as U+FFFD, which is a legal character too: only the way back tells. */
    private boolean isText() {
        var end = nameAt;
        var any = 0;
        for (; records[end] != 0; end++) {
            any |= records[end];
        }
        if (any >= 0) {
            name = new String(records, nameAt, end - nameAt, ISO_8859_1);
            return true;
        }
        name = new String(records, nameAt, end - nameAt, UTF_8);
        var octets = name.getBytes(UTF_8);
        return Arrays.equals(octets, 0, octets.length, records, nameAt, end);
    }

    /**
     * What the name that was given last stands for, as {@link OpenDirectory#attributes}.
     *
     * @throws NoSuchFileException if it has gone meanwhile
     */
    Attributes attributes() throws IOException {
        Errno.checked(calls.attributes(descriptor, batch.asSlice(nameAt), found, state), name);
        return ScanCalls.attributes(found);
    }

    @Override
    public void close() {
        memory.close();
        descents.linux().close(descriptor);
    }
}
