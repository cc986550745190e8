package dev.ftpsd.server;

import dev.ftpsd.server.config.StorageSettings;
import dev.ftpsd.storage.local.LocalPolicy;

/** The words of {@code storage:} in ftpsd.yaml as the store means them. */
final class LocalPolicies {

    private LocalPolicies() {}

    static LocalPolicy of(StorageSettings settings) {
        return new LocalPolicy(settings.umask(), switch (settings.upload()) {
            case ATOMIC -> LocalPolicy.UploadMode.ATOMIC;
            case DIRECT -> LocalPolicy.UploadMode.DIRECT;
        }, settings.keepPartial(), switch (settings.sync()) {
            case NONE -> LocalPolicy.Sync.NONE;
            case FILE -> LocalPolicy.Sync.FILE;
            case FILE_AND_DIRECTORY -> LocalPolicy.Sync.FILE_AND_DIRECTORY;
        }, switch (settings.symlinks()) {
            case INSIDE -> LocalPolicy.Symlinks.INSIDE;
            case DENY -> LocalPolicy.Symlinks.DENY;
        });
    }
}
