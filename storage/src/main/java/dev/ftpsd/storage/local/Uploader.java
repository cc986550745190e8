package dev.ftpsd.storage.local;

/**
 * Whose uploads go through a {@link LocalFileStore}. What broke off is found again by the same name alone.
 *
 * @param name of the user; empty for all who have none
 * @param keptPart told, on any thread, when a broken upload has left something to go on from
 */
public record Uploader(String name, Runnable keptPart) {

    /** Somebody without a name. */
    public static final Uploader NOBODY = new Uploader("", () -> {
        // Nobody looks after what is left but the store itself.
    });
}
