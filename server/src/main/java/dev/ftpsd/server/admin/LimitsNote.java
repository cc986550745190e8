package dev.ftpsd.server.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.Usage;

/**
 * What a user's limits say about an operation.
 *
 * @param words each limit that has to do with it, and what is used of it; none where none is set
 * @param usedUp whether nothing more fits, so that it is refused with 552 whatever the rights say
 */
record LimitsNote(List<String> words, boolean usedUp) {

    private static final Set<Right> SENDING = Set.of(Right.CREATE, Right.OVERWRITE, Right.APPEND);
    private static final Set<Right> STORING = Set.of(Right.CREATE, Right.OVERWRITE, Right.APPEND, Right.MKDIR);
    private static final Set<Right> FETCHING = Set.of(Right.LIST, Right.READ);

    LimitsNote {
        words = List.copyOf(words);
    }

    /** How the usage is come by: counting a large home takes its time. */
    interface Counting {
        Usage count() throws StorageException;
    }

    /**
     * Says it.
     *
     * @param usage asked for only where a quota has to do with the operation
     */
    static LimitsNote of(UserLimits limits, Right right, Counting usage) {
        var words = new ArrayList<String>();
        if (SENDING.contains(right)) {
            add(words, "file-size", limits.fileSize(), "");
            add(words, "rate-in", limits.rateIn(), "/s");
        } else if (FETCHING.contains(right)) {
            add(words, "rate-out", limits.rateOut(), "/s");
        }
        if (!STORING.contains(right) || !hasQuota(limits)) {
            return new LimitsNote(words, false);
        }
        try {
            return quota(words, limits, right, usage.count());
        } catch (StorageException e) {
            words.add(untold(e));
            return new LimitsNote(words, false);
        }
    }

    /**
     * Each limit of the user, whatever is to be done.
     *
     * @param usage asked for only where there is a quota
     */
    static List<String> all(UserLimits limits, Counting usage) {
        var words = new ArrayList<String>();
        limits.sessions().ifPresent(most -> words.add("sessions " + (most == 0 ? "unlimited" : most)));
        add(words, "rate-in", limits.rateIn(), "/s");
        add(words, "rate-out", limits.rateOut(), "/s");
        add(words, "file-size", limits.fileSize(), "");
        if (hasQuota(limits)) {
            try {
                addQuota(words, limits, usage.count());
            } catch (StorageException e) {
                words.add(untold(e));
            }
        }
        return words;
    }

    static boolean hasQuota(UserLimits limits) {
        return !isOff(limits.quota()) || !isOff(limits.quotaFiles());
    }

    private static String untold(StorageException failure) {
        return "quota: cannot be told, since the home cannot be counted: " + failure.getMessage();
    }

    private static void addQuota(List<String> words, UserLimits limits, Usage used) {
        if (!isOff(limits.quota())) {
            words.add("quota " + Amounts.bytes(limits.quota()) + ", of which " + Amounts.bytes(used.bytes())
                    + " are used");
        }
        if (!isOff(limits.quotaFiles())) {
            words.add("quota-files " + limits.quotaFiles() + ", of which " + used.entries() + " are used");
        }
    }

    private static LimitsNote quota(List<String> words, UserLimits limits, Right right, Usage used) {
        var bytesLeft = limits.quota() - used.bytes();
        var entriesLeft = limits.quotaFiles() - used.entries();
        addQuota(words, limits, used);
        var makesEntry = right == Right.CREATE || right == Right.MKDIR;
        return new LimitsNote(words, (SENDING.contains(right) && bytesLeft <= 0) || (makesEntry && entriesLeft <= 0));
    }

    static boolean isOff(long limit) {
        return limit == Long.MAX_VALUE;
    }

    private static void add(List<String> words, String key, long limit, String per) {
        if (!isOff(limit)) {
            words.add(key + " " + Amounts.bytes(limit) + per);
        }
    }
}
