package dev.ftpsd.server.config;

/** How much of a disk uploads leave free: a share of the disk, {@code 1%}, or a size, {@code 10GiB}. */
public sealed interface DiskReserve {

    /** The bytes to leave free on a disk of {@code total} bytes. */
    long on(long total);

    /**
     * Reads a share or a size.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static DiskReserve parse(String text) {
        return text.endsWith("%") ? new Share(Integer.parseInt(text.substring(0, text.length() - 1)))
                : new Fixed(ByteSize.parse(text));
    }

    /**
     * A share of the disk.
     *
     * @param percent 0 to 99
     */
    record Share(int percent) implements DiskReserve {
        public Share {
            Checks.between(0, 99, percent, "disk-reserve percent");
        }

        @Override
        public long on(long total) {
            return total / 100 * percent;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /** The same amount on any disk. */
    record Fixed(ByteSize size) implements DiskReserve {
        public Fixed {
            Checks.that(!size.isUnlimited(), "disk-reserve cannot be unlimited");
        }

        @Override
        public long on(long total) {
            return size.bytes();
        }

        @Override
        public String toString() {
            return size.toString();
        }
    }
}
