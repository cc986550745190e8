package dev.ftpsd.storage.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.Jail.LastLink;

/**
 * What uploads of one user that broke off have left. It is the staged file of the upload, which has stood beside its target
 * from the first byte on under a name made of the user's and the target's: so it is found again, also by another session,
 * after a restart and after a kill, without a look at anything else. Safe for several threads.
 */
record Parts(Uploader uploader, Duration keep) {

    /** The staged file of the place, there or not. As {@link Place#sibling}. */
    Place of(Place target) {
        return target.sibling(Reserved.part(uploader.name(), target.name().toString()));
    }

    /** What can be gone on from: it is there, holds something and is not too old. */
    Optional<Attributes> left(Place target) throws IOException {
        if (!keep.isPositive()) {
            return Optional.empty();
        }
        return of(target).attributesIfAny().filter(
                part -> part.isFile() && part.size() > 0 && !part.modified().isBefore(Instant.now().minus(keep)));
    }

    /** As {@link #left}, of a path. */
    Optional<Attributes> left(Jail jail, VirtualPath path) throws IOException {
        if (path.isRoot()) {
            return Optional.empty();
        }
        try (var place = jail.locate(path, LastLink.FOLLOW)) {
            return left(place);
        }
    }
}
