package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;

/**
 * Whether an upload goes on from what has come of a broken one, or from the file that stands at its name.
 *
 * @param old that file
 */
record PartChoice(Target target, Parts parts, Optional<Attributes> old) {

    /** Bytes at a time. */
    private static final int COMPARED = 1 << 16;

    /** So many bytes are read while the client waits; what agrees thus far and goes on is taken for another file. */
    private static final long COMPARED_AT_MOST = 1 << 26;

    /**
     * What has come, where that is what the upload goes on from.
     *
     * @throws StorageException BUSY, OUT_OF_RANGE where the two are of different files, and it cannot be the one that was meant
     */
    Optional<Attributes> of(WriteMode mode, long offset) throws IOException {
        return switch (mode) {
            case REPLACE, CREATE_NEW, CREATE_LATE -> Optional.empty();
            case PATCH -> patched(offset);
            case APPEND -> appended();
            case RESUME -> resumed(offset);
        };
    }

    /** Whether the file at the name was not written behind it. */
    private boolean isNewer(Attributes left) {
        return old.isEmpty() || !old.get().isBehind(left);
    }

    /** A range says nothing of what stands outside of it, so that it must begin where what has come ends, or at its last byte, as clients are told. */
    private Optional<Attributes> patched(long offset) throws IOException {
        return old.isPresent() ? Optional.empty()
                : parts.left(target.place()).filter(part -> part.size() == offset || part.size() - 1 == offset);
    }

    /**
     * Whoever names just what has come means that, whatever stands there since. Whoever names more was told the size of the old
     * file, which still stands: its bytes under the rest of the new ones would be a file that never was. Whoever names less may have
     * been told the size of a file that came since, if its times do not tell that it is older.
     */
    private Optional<Attributes> resumed(long offset) throws IOException {
        var left = offset == 0 ? Optional.<Attributes>empty()
                : parts.left(target.place()).filter(part -> part.size() == offset || isNewer(part));
        if (old.isPresent() && left.isPresent() && offset != left.get().size()) {
            var isSurelyOlder = old.get().isBefore(left.get());
            if ((offset > left.get().size() || !isSurelyOlder) && isOfAnotherFile()) {
                throw new StorageException(Kind.OUT_OF_RANGE, target.path().toString(),
                        isSurelyOlder ? brokenOff(left.get()) : UNCLEAR);
            }
        }
        return left.filter(part -> offset <= part.size());
    }

    /** The same without an offset. */
    private Optional<Attributes> appended() throws IOException {
        if (old.isEmpty()) {
            return parts.left(target.place());
        }
        var left = parts.left(target.place()).filter(this::isNewer);
        if (left.isPresent() && isOfAnotherFile()) {
            throw new StorageException(Kind.BUSY, target.path().toString(),
                    old.get().isBefore(left.get()) ? brokenOff(left.get()) : UNCLEAR);
        }
        return Optional.empty();
    }

    /**
     * Whether what has come differs from the file, as far as both reach. If not, it is no matter which of the two is meant: so it is with
     * a copy of the file that a kill has left of an upload to its end.
     */
    private boolean isOfAnotherFile() throws IOException {
        var reading = Set.<OpenOption>of(StandardOpenOption.READ);
        try (var file = RegularFiles.open(target.place(), target.path(), reading).file();
                var part = RegularFiles.open(parts.of(target.place()), target.path(), reading).file()) {
            var one = ByteBuffer.allocate(COMPARED);
            var other = ByteBuffer.allocate(COMPARED);
            for (var done = 0L; done < COMPARED_AT_MOST; done += COMPARED) {
                var came = read(file, one);
                var expected = read(part, other);
                var both = Math.min(came, expected);
                if (!one.slice(0, both).equals(other.slice(0, both))) {
                    return true;
                }
                if (both < COMPARED) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int read(FileChannel from, ByteBuffer into) throws IOException {
        into.clear();
        while (into.hasRemaining() && from.read(into) >= 0) {
            // until it is full or the end is there
        }
        return into.position();
    }

    private static final String UNCLEAR =
            "An upload of yours to this name broke off, and the file here has been changed since: delete"
                    + " it first, or send it anew by STOR.";

    private static String brokenOff(Attributes left) {
        return "Your upload of a new file of this name broke off: go on by REST " + left.size()
                + " and STOR, or send it anew by STOR.";
    }
}
