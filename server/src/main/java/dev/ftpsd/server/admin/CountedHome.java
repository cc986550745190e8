package dev.ftpsd.server.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

import dev.ftpsd.auth.Account;
import dev.ftpsd.storage.MountedStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.Usage;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;

/** What stands in a user's home and its links at this moment, counted file by file as a quota counts it. */
final class CountedHome {

    /** Nothing is made, and nothing that waits there for its time to be swept away is touched. */
    private static final LocalPolicy LOOKING_ON = new LocalPolicy(027, LocalPolicy.UploadMode.ATOMIC,
            Duration.ofDays(36_500), LocalPolicy.Sync.NONE, LocalPolicy.Symlinks.INSIDE, total -> 0);

    private CountedHome() {}

    /**
     * Counts it.
     *
     * @param installation what relative homes count from
     * @throws StorageException if the home is not there or something in it cannot be read
     */
    static Usage of(Account account, Path installation) throws StorageException {
        var home = LocalFileStore.open(installation.resolve(account.home()), false, LOOKING_ON);
        var mounts = new ArrayList<MountedStore.Mount>();
        for (var link : account.links()) {
            mounts.add(new MountedStore.Mount(VirtualPath.of(link.path()),
                    LocalFileStore.open(installation.resolve(link.to()), false, LOOKING_ON)));
        }
        return Usage.of(mounts.isEmpty() ? home : new MountedStore(home, mounts));
    }
}
