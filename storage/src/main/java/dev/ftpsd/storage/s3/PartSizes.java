package dev.ftpsd.storage.s3;

/**
 * How large the parts of an upload are: the storage takes 10,000, and three of them are in memory at a time. Small ones carry 78 GiB, large
 * ones 312. Where the client has announced more than the first (ALLO) all are large, and where it has announced less they are small for as
 * long as that lasts: but for the last they are equal then, as some storages want them. Without a word they are small up to 20 GiB and large
 * behind it, since most files are no larger and nobody knows which one is.
 *
 * @param small how many of them are small, the first ones
 */
record PartSizes(int small) {

    /** How many there may be. */
    static final int MOST = 10_000;

    private static final int SMALL = 8 << 20;
    private static final int LARGE = 32 << 20;
    private static final int SMALL_ONES = 2500;

    /** @param announced bytes that will come; 0 where that is not known */
    static PartSizes of(long announced) {
        if (announced > (long) MOST * SMALL) {
            return new PartSizes(0);
        }
        return new PartSizes(Math.max(SMALL_ONES, (int) Math.ceilDiv(announced, SMALL)));
    }

    /**
     * The bytes of one.
     *
     * @param index of the first it is 0
     */
    int ofPart(int index) {
        return index < small ? SMALL : LARGE;
    }

    /** The bytes of all. */
    long most() {
        return (long) small * SMALL + (long) (MOST - small) * LARGE;
    }

    /** What is said to who sends more. */
    String tooLarge() {
        var most = "A file may not be larger than " + (most() >> 30) + " GiB here";
        var largest = new PartSizes(0).most();
        return most() == largest ? most + "."
                : most + ", or " + (largest >> 30) + " GiB if ALLO announces its size first.";
    }
}
