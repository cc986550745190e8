package dev.ftpsd.storage;

/**
 * How much a user may store; {@link Long#MAX_VALUE} stands for unlimited.
 *
 * @param fileSize bytes of one file
 * @param quota bytes of all files together
 * @param quotaFiles files and directories
 */
public record StoreLimits(long fileSize, long quota, long quotaFiles) {

    /** As much as the disk has room for. */
    public static final StoreLimits NONE = new StoreLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    boolean hasQuota() {
        return quota != Long.MAX_VALUE || quotaFiles != Long.MAX_VALUE;
    }

    /** The refusal of a file that is larger than one may be. */
    StorageException tooLarge(VirtualPath path) {
        return new StorageException(StorageException.Kind.TOO_LARGE, path.toString(),
                "A file may have at most " + fileSize + " bytes here.");
    }
}
