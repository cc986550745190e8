package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The attributes of many names of one directory: as {@link OpenDirectory#attributes}, at two thirds of the cost, by a
 * descriptor of its own. {@code java.nio} makes half a dozen objects for each and fills one of them field by field from native code.
 * One thread.
 */
final class ManyAttributes implements AutoCloseable {

    private static final int LONGEST_NAME = 1024; // octets; Linux itself ends at 255

    private final StatxCall statx;
    private final OpenDirectory directory;
    private final int descriptor;
    private final MemorySegment name;
    private final MemorySegment found;
    private final MemorySegment state;

    private ManyAttributes(StatxCall statx, OpenDirectory directory, int descriptor) {
        this.statx = statx;
        this.directory = directory;
        this.descriptor = descriptor;
        // Given back by the garbage collector: an end of its own would cost a stop of all threads.
        var memory = Arena.ofAuto();
        this.name = memory.allocate(LONGEST_NAME + 1L);
        this.found = memory.allocate(StatxCall.SIZE, Long.BYTES);
        this.state = memory.allocate(StatxCall.STATE);
    }

    /** Empty where the system lacks a call, and where by now another directory stands at the path: it must be that very one. */
    static Optional<ManyAttributes> of(OpenDirectory directory) throws IOException {
        var statx = StatxCall.ofThisSystem();
        var descents = DirectoryMaker.ofThisSystem();
        if (statx.isEmpty() || descents.isEmpty() || !(directory instanceof HandleDirectory handle)) {
            return Optional.empty();
        }
        int descriptor;
        try {
            descriptor = descents.get().open(handle.root(), handle.root().relativize(handle.path()));
        } catch (IOException e) {
            return Optional.empty();
        }
        var made = new ManyAttributes(statx.get(), directory, descriptor);
        if (made.isThat(handle)) {
            return Optional.of(made);
        }
        made.close();
        return Optional.empty();
    }

    private boolean isThat(HandleDirectory handle) throws IOException {
        name.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
        return statx.get(descriptor, name, found, state) == 0 && StatxCall.attributes(found).key().toString()
                .equals(handle.attributes(handle.path().getFileSystem().getPath(OpenDirectory.SELF)).key().toString());
    }

    /** As {@link OpenDirectory#attributes}. */
    Attributes attributes(Path file) throws IOException {
        var octets = file.toString().getBytes(LinuxCalls.NAMES);
        if (octets.length == 0 || octets.length > LONGEST_NAME) {
            return directory.attributes(file);
        }
        MemorySegment.copy(octets, 0, name, ValueLayout.JAVA_BYTE, 0, octets.length);
        name.set(ValueLayout.JAVA_BYTE, octets.length, (byte) 0);
        return switch (statx.get(descriptor, name, found, state)) {
            case 0 -> StatxCall.attributes(found);
            case -2 -> throw new NoSuchFileException(file.toString());
            // Whatever it is, it is said once more, in the words of java.nio.
            default -> directory.attributes(file);
        };
    }

    @Override
    public void close() {
        DirectoryMaker.ofThisSystem().ifPresent(descents -> descents.linux().close(descriptor));
    }
}
