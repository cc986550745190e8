package dev.ftpsd.server.config;

/**
 * An amount of bytes, or no limit: {@code 64KiB}, {@code 10MiB}, {@code 2GB}, {@code unlimited}.
 *
 * @param bytes 0 or more; {@link Long#MAX_VALUE} stands for unlimited, so that comparisons need no special case
 */
public record ByteSize(long bytes) {

    public static final ByteSize UNLIMITED = new ByteSize(Long.MAX_VALUE);

    public ByteSize {
        Checks.that(bytes >= 0, "a size must not be negative");
    }

    /** @throws IllegalArgumentException if the text is no size */
    static ByteSize parse(String text) {
        return text.equals("unlimited") ? UNLIMITED : new ByteSize(Units.size(text));
    }

    /**
     * The same for a limit, where nought is none.
     *
     * @throws IllegalArgumentException if the text is no size
     */
    static ByteSize parseLimit(String text) {
        var size = text.equals("0") ? UNLIMITED : parse(text);
        return size.bytes() == 0 ? UNLIMITED : size;
    }

    public boolean isUnlimited() {
        return bytes == Long.MAX_VALUE;
    }

    /** The text that would be read as this size. */
    @Override
    public String toString() {
        return isUnlimited() ? "unlimited" : Units.ofSize(bytes);
    }
}
