package dev.ftpsd.storage.local;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What one call of the C library needs beside its numbers: names, room for an answer, and for the error number. It is taken for
 * the length of a call and used again by the next, as to allocate it costs about what the call does. There is never more of
 * it than there were calls at one moment, each of which holds a carrier.
 */
final class CallMemory {

    // As java.nio writes names: the two must agree on the bytes.
    static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    /** Where a call leaves its error number. */
    static final StructLayout STATE = Linker.Option.captureStateLayout();

    /** PATH_MAX of {@code <limits.h>}: the kernel takes no longer one. */
    private static final int LONGEST = 4096;
    private static final int MOST_OCTETS_OF_A_CHARACTER = 3;
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ConcurrentLinkedQueue<CallMemory> FREE = new ConcurrentLinkedQueue<>();

    private final MemorySegment state = Arena.global().allocate(STATE);
    private final MemorySegment found = Arena.global().allocate(ScanCalls.ATTRIBUTES, Long.BYTES);
    private final MemorySegment name = Arena.global().allocate((long) LONGEST * MOST_OCTETS_OF_A_CHARACTER);
    private final MemorySegment otherName = Arena.global().allocate((long) LONGEST * MOST_OCTETS_OF_A_CHARACTER);

    private CallMemory() {}

    static CallMemory take() {
        var free = FREE.poll();
        return free == null ? new CallMemory() : free;
    }

    void giveBack() {
        FREE.offer(this);
    }

    /** Whether a name is short enough for {@link #name}; the kernel says ENAMETOOLONG of any other. */
    static boolean holds(String name) {
        return name.length() < LONGEST;
    }

    MemorySegment state() {
        return state;
    }

    MemorySegment found() {
        return found;
    }

    /** The name with NUL behind it, until this is asked again. */
    MemorySegment name(String text) {
        name.setString(0, text, NAMES);
        return name;
    }

    /** As {@link #name}, for a second one. */
    MemorySegment otherName(String text) {
        otherName.setString(0, text, NAMES);
        return otherName;
    }

    /** What a call has returned, or the error number of {@code <errno.h>} with a minus. */
    int result(int returned) {
        return result(returned, state);
    }

    /** The same for who has a {@link #STATE} of its own. */
    static int result(int returned, MemorySegment state) {
        return returned >= 0 ? returned : -(int) ERRNO.get(state, 0L);
    }
}
