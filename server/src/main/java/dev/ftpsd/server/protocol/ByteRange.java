package dev.ftpsd.server.protocol;

/**
 * Which bytes of a file the next command is about: those that REST (RFC 3659 §5) or RANG (draft-bryan-ftp-range-08) chose.
 *
 * @param first bytes from the start of the file, 0 or more
 * @param last the last byte, inclusive, not before first; {@link #TO_THE_END} where only a beginning was chosen
 */
public record ByteRange(long first, long last) {

    /** A last byte that no file has. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    /** Everything: neither REST nor RANG was given. */
    public static final ByteRange WHOLE = new ByteRange(0, TO_THE_END);

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + " to " + last);
        }
    }

    /** From {@code offset} to the end of the file, as REST says it. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, TO_THE_END);
    }

    /** Whether RANG was given: then the bytes behind {@link #last} are left alone. */
    public boolean hasEnd() {
        return last != TO_THE_END;
    }

    /** Whether the whole file is meant. */
    public boolean isWhole() {
        return equals(WHOLE);
    }

    /** How many bytes it takes; only for one with an end. */
    public long length() {
        return last - first + 1;
    }

    /** How many of these bytes a file of that size has; 0 where it ends before the first. */
    public long lengthIn(long size) {
        var end = hasEnd() ? Math.min(size, last + 1) : size;
        return Math.max(0, end - first);
    }
}
