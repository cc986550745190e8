package dev.ftpsd.auth;

import java.util.OptionalInt;

/**
 * How much a user may have. {@link Long#MAX_VALUE} stands for unlimited.
 *
 * @param sessions at once, 0 for unlimited; empty where the server's rule holds
 * @param rateIn bytes a second of all the user's uploads together, 1 or more
 * @param rateOut bytes a second of all the user's downloads and listings together, 1 or more
 * @param fileSize bytes of one uploaded file
 * @param quota bytes of all files in the home and its links together
 * @param quotaFiles files and directories in the home and its links
 */
public record UserLimits(OptionalInt sessions, long rateIn, long rateOut, long fileSize, long quota,
        long quotaFiles) {

    /** No limits of the user's own. */
    public static final UserLimits NONE = new UserLimits(OptionalInt.empty(), Long.MAX_VALUE, Long.MAX_VALUE,
            Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    public UserLimits {
        if (rateIn < 1 || rateOut < 1 || fileSize < 0 || quota < 0 || quotaFiles < 0) {
            throw new IllegalArgumentException("a limit that nothing can keep");
        }
    }
}
