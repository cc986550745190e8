package dev.ftpsd.storage;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Keeps in memory what a real one keeps in a file. */
final class FakeKeeper implements QuotaLedger.Keeper {

    @Nullable
    Usage kept;
    int asked;

    @Override
    public Optional<Usage> take() {
        asked++;
        var found = Optional.ofNullable(kept);
        kept = null;
        return found;
    }

    @Override
    public void keep(Usage usage) {
        kept = usage;
    }
}
