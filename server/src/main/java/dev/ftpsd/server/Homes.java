package dev.ftpsd.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.server.command.AccountFiles;
import dev.ftpsd.server.config.S3Settings;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.storage.Directories;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.MountedStore;
import dev.ftpsd.storage.MountedStore.Mount;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.UnavailableStore;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import dev.ftpsd.storage.s3.S3Access;
import dev.ftpsd.storage.s3.S3Location;
import dev.ftpsd.storage.s3.S3Stores;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Opens what an account sees: its home, and the directories of elsewhere that are linked into it, each behind its own walls. */
final class Homes implements AccountFiles, AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Homes.class);

    private final Installation installation;
    private final Supplier<Settings> settings;
    private final Quotas quotas;
    private final PartWatch parts;
    private final S3Stores s3;
    private final Disks disks;
    private final Set<Path> withoutBits = ConcurrentHashMap.newKeySet();

    /**
     * Homes below an installation.
     *
     * @param limits of a user at this moment, by name
     * @param disks hears which directories are opened
     */
    Homes(Installation installation, Supplier<Settings> settings, Function<String, UserLimits> limits, Disks disks) {
        this.installation = installation;
        this.settings = settings;
        this.disks = disks;
        var started = settings.get().storage().s3();
        this.s3 = new S3Stores(() -> access(started));
        var state = installation.state(settings.get().server());
        this.quotas = new Quotas(installation, state, limits);
        this.parts = new PartWatch(state, () -> policy(OptionalInt.empty()), quotas::countAnew);
    }

    @Override
    public FileStore open(Account account) throws StorageException {
        var home = open(account, account.home(), account.createHome());
        var mounts = new ArrayList<Mount>();
        for (var link : account.links()) {
            mounts.add(new Mount(VirtualPath.of(link.path()), target(account, link)));
        }
        var limited = quotas.limit(account, mounts.isEmpty() ? home : new MountedStore(home, mounts));
        makeFolders(account, limited);
        return limited;
    }

    /** The rest of the user's work goes on without a folder that cannot be made. */
    private static void makeFolders(Account account, FileStore files) {
        for (var folder : account.making().folders()) {
            try {
                Directories.make(files, VirtualPath.of(folder), missing -> {
                    files.makeDirectory(missing);
                    LOG.info("folder {} of user {} is made", missing, account.name());
                });
            } catch (StorageException e) {
                LOG.error("folder {} of user {}: {}", folder, account.name(), e.getMessage(), e);
            }
        }
    }

    /** The rest of the user's work goes on without a link; what is meant for it must not go to the home below. */
    private FileStore target(Account account, Account.Link link) {
        try {
            return open(account, link.to(), false);
        } catch (StorageException e) {
            LOG.error("link {} of user {}: {}", link.path(), account.name(), e.getMessage(), e);
            return new UnavailableStore();
        }
    }

    private FileStore open(Account account, String directory, boolean create) throws StorageException {
        if (S3Location.isMeant(directory)) {
            return s3.open(S3Location.parse(directory).orElseThrow(
                    () -> new StorageException(StorageException.Kind.NOT_FOUND, "/",
                            "home directory is not available")));
        }
        var root = installation.resolve(directory);
        var uploader = parts.uploader(root, account.name()).tellingOfBits(() -> tellOfBits(root));
        var store = LocalFileStore.open(root, create, policy(account.making().umask()), uploader);
        disks.note(root);
        return store;
    }

    /** Once a home: it is so for every file. */
    private void tellOfBits(Path root) {
        if (withoutBits.add(root)) {
            LOG.warn("{}: the file system lets this process set no permissions; what is uploaded gets those of its"
                    + " mount, not those of storage.umask; mount it with uid= for the user of ftpsd", root);
        }
    }

    private static S3Access access(S3Settings from) {
        return new S3Access(from.endpoint(), from.region(), from.pathStyle(), from.secretKey()
                .map(secret -> new S3Access.Keys(from.accessKey(), new String(secret.toCharArray()))));
    }

    /** @param umask the user's own */
    private LocalPolicy policy(OptionalInt umask) {
        return LocalPolicies.of(settings.get().storage(), umask,
                total -> settings.get().limits().diskReserve().on(total));
    }

    @Override
    public void close() {
        parts.close();
        s3.close();
        quotas.close();
    }
}
