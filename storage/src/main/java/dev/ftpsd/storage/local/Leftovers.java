package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Sweeps away the staged bytes that a crash of the process left behind. They are met in passing, by a listing or when a
 * directory is to be removed, so that no tree has to be searched at start. What another process is still writing is young.
 */
record Leftovers(Duration keep) {

    private static final Duration LEAST = Duration.ofHours(1);

    Leftovers {
        keep = keep.compareTo(LEAST) < 0 ? LEAST : keep;
    }

    /** Deletes a file of a reserved name if nothing has been written to it for long enough. */
    void sweep(OpenDirectory directory, Path name) {
        Quietly.attempt(() -> {
            var found = directory.attributes(name);
            if (found.isFile() && found.modified().isBefore(Instant.now().minus(keep))) {
                directory.deleteFile(name);
            }
        });
    }

    /** Sweeps one directory, or the start of a very long one. */
    void sweepAll(OpenDirectory parent, Path name) throws IOException {
        try (var directory = parent.directory(name)) {
            var names = directory.names();
            for (var i = 0; i < 1000 && names.hasNext(); i++) {
                var entry = names.next().getFileName();
                if (Reserved.isReserved(entry.toString())) {
                    sweep(directory, entry);
                }
            }
        }
    }
}
