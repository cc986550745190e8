package dev.ftpsd.storage;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** An upload that goes on, and what the account holds for its name until it ends. With the ledger's lock of changes. */
final class Writing {

    private final VirtualPath path;
    private final Standing standing;
    private @Nullable Usage held;

    /**
     * An upload that begins.
     *
     * @param standing of the store that it goes to
     * @param held what the account holds for the name; null while nothing is known of the tree
     */
    Writing(VirtualPath path, Standing standing, @Nullable Usage held) {
        this.path = path;
        this.standing = standing;
        this.held = held;
    }

    boolean isAtOrBelow(VirtualPath directory) {
        return path.startsWith(directory);
    }

    /** The file that stands at the name, if one does, by which a walk of the tree knows it whatever its path there is. */
    void addFile(Map<String, Integer> passedOver) throws StorageException {
        var file = standing.entryOf(path);
        file.ifPresent(entry -> passedOver.merge(entry.unique(), 1, Integer::sum));
    }

    /** For an account of everything else: what it was begun with, or what stands there now if that was not looked at. */
    Usage hold() throws StorageException {
        if (held == null) {
            held = standing.at(path);
        }
        return held;
    }

    /** What has become of the name since; empty if nobody has looked at it, as nothing is known of the tree. */
    Optional<Usage> change() throws StorageException {
        return held == null ? Optional.empty() : Optional.of(standing.at(path).minus(held));
    }
}
