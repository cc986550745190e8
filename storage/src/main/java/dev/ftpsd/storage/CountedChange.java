package dev.ftpsd.storage;

import java.util.List;

/**
 * A change of files that the account follows: what stands under their names before it and after it. Made with the ledger's lock of
 * changes held.
 */
final class CountedChange {

    private final QuotaLedger ledger;
    private final Standing standing;
    private final List<VirtualPath> paths;
    private final Usage before;

    /**
     * Looks at what is there before the change.
     *
     * @param paths the names that it touches; none where it is not counted
     */
    CountedChange(QuotaLedger ledger, Standing standing, List<VirtualPath> paths) throws StorageException {
        this.ledger = ledger;
        this.standing = standing;
        this.paths = paths;
        this.before = now();
    }

    /** The change is made. Where it cannot be looked at it stands all the same, and the tree is counted when it is next asked for. */
    void settle() {
        try {
            var change = now().minus(before);
            ledger.settle(change.bytes(), change.entries());
        } catch (StorageException _) {
            ledger.doubt();
        }
    }

    private Usage now() throws StorageException {
        var usage = Usage.NONE;
        for (var path : paths) {
            usage = usage.plus(standing.at(path));
        }
        return usage;
    }
}
