package dev.ftpsd.server.command.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Glob;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;

/**
 * The argument of LIST or NLST with wildcards in its last segment: {@code in/*.csv}. In any other segment they are ordinary
 * characters, so that one command reads one directory.
 *
 * @param prefix what stands before the last segment, its slash included; empty for the working directory
 * @param glob the last segment
 */
record NamePattern(String prefix, Glob glob) {

    /** More names than this are not looked at. */
    static final int MOST_NAMES = 10_000;

    /** The argument as a pattern, if it is one. */
    static Optional<NamePattern> of(String argument) {
        var name = argument.lastIndexOf('/') + 1;
        return Glob.isPattern(argument.substring(name))
                ? Optional.of(new NamePattern(argument.substring(0, name), new Glob(argument.substring(name))))
                : Optional.empty();
    }

    /**
     * The entries whose names match, all at once: that there are too many must be known before the 150.
     *
     * @throws StorageException TOO_MANY
     */
    List<FileEntry> find(DirectoryListing entries) throws StorageException {
        var found = new ArrayList<FileEntry>();
        var names = 0;
        for (var next = entries.next(); next.isPresent(); next = entries.next()) {
            if (++names > MOST_NAMES) {
                throw new StorageException(StorageException.Kind.TOO_MANY, prefix,
                        "More than " + MOST_NAMES + " names to look at; list the whole directory.");
            }
            if (glob.matches(next.get().name())) {
                found.add(next.get());
            }
        }
        return found;
    }
}
