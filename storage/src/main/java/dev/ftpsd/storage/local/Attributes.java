package dev.ftpsd.storage.local;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;

import dev.ftpsd.storage.FileEntry.Kind;

/**
 * What the system says of one name, without following it.
 *
 * @param key equal for two names of one file
 * @param mode the permission bits, 0 to 0777
 * @param changed when anything of it was changed last (ctime), which no client sets; nanoseconds since 1970, {@link #NOT_KNOWN} where
 *        that is not known
 * @param special setuid, setgid and sticky, 0 to 07000; 0 where they are not known
 */
record Attributes(Kind kind, long size, Instant modified, long changed, Object key, int mode, int special) {

    /** Before all times. */
    static final long NOT_KNOWN = Long.MIN_VALUE;

    static Attributes of(PosixFileAttributes found) {
        return new Attributes(
                kindOf(found), sizeOf(found), found.lastModifiedTime().toInstant(), NOT_KNOWN, found.fileKey(),
                Modes.mode(found.permissions()), 0);
    }

    /** For a file system that knows neither permissions nor, perhaps, keys. */
    static Attributes of(BasicFileAttributes found, Object otherKey) {
        var key = found.fileKey();
        return new Attributes(
                kindOf(found), sizeOf(found), found.lastModifiedTime().toInstant(), NOT_KNOWN,
                key == null ? otherKey : key,
                found.isDirectory() ? 0755 : 0644, 0);
    }

    /** Whether it was written behind {@code other}, as far as is known: a client, or who moves a file, may set the time of writing alone. */
    boolean isBehind(Attributes other) {
        return modified.isAfter(other.modified) && changed > other.changed;
    }

    /** Whether nothing of it was changed behind {@code other}, its name and its time of writing included. */
    boolean isBefore(Attributes other) {
        return changed == NOT_KNOWN ? !modified.isAfter(other.modified) : changed <= other.changed;
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    boolean isLink() {
        return kind == Kind.LINK;
    }

    private static long sizeOf(BasicFileAttributes found) {
        return found.isRegularFile() ? found.size() : 0;
    }

    private static Kind kindOf(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Kind.FILE;
        }
        if (found.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return found.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    }
}
