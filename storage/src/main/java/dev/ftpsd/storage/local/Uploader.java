package dev.ftpsd.storage.local;

/**
 * Whose uploads go through a {@link LocalFileStore}. What broke off is found again by the same name alone.
 *
 * @param name of the user; empty for all who have none
 * @param keptPart told, on any thread, when a broken upload has left something to go on from
 * @param bitsRefused told, on any thread, each time that the file system has refused the permission bits that the policy gives to
 *        what is new: it keeps those of its mount
 */
public record Uploader(String name, Runnable keptPart, Runnable bitsRefused) {

    /** Somebody without a name. */
    public static final Uploader NOBODY = new Uploader("", () -> {
        // Nobody looks after what is left but the store itself.
    });

    /** Of whom nobody wants to hear what bits are refused. */
    public Uploader(String name, Runnable keptPart) {
        this(name, keptPart, () -> {
            // It is told of elsewhere, or by nobody.
        });
    }

    /**
     * Tells of bits that were refused.
     *
     * @param areRight whether what was made has those that it should
     */
    void hearOfBits(boolean areRight) {
        if (!areRight) {
            bitsRefused.run();
        }
    }

    /** The same with somebody who is told of the bits. */
    public Uploader tellingOfBits(Runnable refused) {
        return new Uploader(name, keptPart, refused);
    }
}
