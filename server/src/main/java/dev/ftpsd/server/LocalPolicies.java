package dev.ftpsd.server;

import java.util.OptionalInt;
import java.util.function.LongUnaryOperator;

import dev.ftpsd.server.config.StorageSettings;
import dev.ftpsd.storage.local.LocalPolicy;

/** The words of {@code storage:} in ftpsd.yaml as the store means them. */
final class LocalPolicies {

    private LocalPolicies() {}

    /**
     * A policy.
     *
     * @param umask the user's own, which goes before that of the settings
     * @param reserve bytes to leave free on a disk of so many, at this moment
     */
    static LocalPolicy of(StorageSettings settings, OptionalInt umask, LongUnaryOperator reserve) {
        return new LocalPolicy(umask.orElse(settings.umask()), switch (settings.upload()) {
            case ATOMIC -> LocalPolicy.UploadMode.ATOMIC;
            case DIRECT -> LocalPolicy.UploadMode.DIRECT;
        }, settings.keepPartial(), switch (settings.sync()) {
            case NONE -> LocalPolicy.Sync.NONE;
            case FILE -> LocalPolicy.Sync.FILE;
            case FILE_AND_DIRECTORY -> LocalPolicy.Sync.FILE_AND_DIRECTORY;
        }, switch (settings.symlinks()) {
            case INSIDE -> LocalPolicy.Symlinks.INSIDE;
            case DENY -> LocalPolicy.Symlinks.DENY;
        }, reserve);
    }
}
