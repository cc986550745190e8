package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What can be done with the descriptors that this process holds: looked at by system calls, and opened once more by
 * {@code java.nio}, as proc(5) has a name for each. Safe for several threads.
 */
record Descriptors(LinuxCalls linux, ScanCalls scan) {

    /** Null where the system lacks a call, names are not UTF-8, or {@code /proc} does not lead to what a descriptor holds. */
    static final @Nullable Descriptors OF_THIS_PROCESS = find();

    private static final String ALL = "/proc/self/fd/";

    /** A path to a name in a held directory: the system takes the directory from the descriptor, whatever has become of its path. */
    static Path path(int directory, Path name) {
        return Path.of(ALL + directory + "/" + name);
    }

    /** A path to the very thing that is held. It is a link of the system, and must be followed. */
    static Path path(int held) {
        return Path.of(ALL + held);
    }

    /** Where what is held is now; {@code otherwise} where the system does not tell. */
    static Path pathNow(int held, Path otherwise) {
        try {
            return Files.readSymbolicLink(path(held));
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** @param name an empty one means what is held itself */
    Attributes attributes(int directory, String name) throws IOException {
        return attributesIfAny(directory, name).orElseThrow(() -> new NoSuchFileException(name));
    }

    /** As {@link #attributes(int, String)}; empty where nothing of that name is there. */
    Optional<Attributes> attributesIfAny(int directory, String name) throws IOException {
        var memory = CallMemory.take();
        try {
            var result = attributes(directory, name, memory);
            if (result == -Errno.NO_SUCH_FILE) {
                return Optional.empty();
            }
            Errno.checked(result, name);
            return Optional.of(ScanCalls.attributes(memory.found()));
        } finally {
            memory.giveBack();
        }
    }

    private int attributes(int directory, String name, CallMemory memory) {
        if (name.isEmpty()) {
            return scan.ownAttributes(directory, memory.found(), memory.state());
        }
        return CallMemory.holds(name)
                ? scan.attributes(directory, memory.name(name), memory.found(), memory.state())
                : -Errno.NAME_TOO_LONG;
    }

    private static @Nullable Descriptors find() {
        var linux = DirectoryMaker.ofThisSystem().map(DirectoryMaker::linux);
        var scan = ScanCalls.ofThisSystem();
        if (linux.isEmpty() || scan.isEmpty() || !CallMemory.NAMES.equals(StandardCharsets.UTF_8)) {
            return null;
        }
        var found = new Descriptors(linux.get(), scan.get());
        return found.lead() ? found : null;
    }

    /** Whether both ways see the same: proc(5) may not be mounted, or not be for this process. */
    private boolean lead() {
        var root = linux.holdRoot("/");
        if (root < 0) {
            return false;
        }
        try {
            var byPath = Files.readAttributes(path(root), PosixFileAttributes.class).fileKey();
            return attributes(root, "").key().toString().equals(String.valueOf(byPath));
        } catch (IOException e) {
            return false;
        } finally {
            linux.close(root);
        }
    }
}
