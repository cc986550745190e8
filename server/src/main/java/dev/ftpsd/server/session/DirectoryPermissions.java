package dev.ftpsd.server.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileEntry;

/**
 * The letters of the Perm fact for entries of one directory. Where no rule begins in it or below it, they are the same for all of a
 * kind, and are looked up once. One thread.
 */
final class DirectoryPermissions implements Function<FileEntry, String> {

    private final RightsTable rights;
    private final String prefix;
    private final boolean areAlike;
    private final Map<FileEntry.Kind, String> known = new EnumMap<>(FileEntry.Kind.class);

    /** @param prefix the directory's path with a slash at its end */
    DirectoryPermissions(RightsTable rights, String prefix) {
        this.rights = rights;
        this.prefix = prefix;
        this.areAlike = rights.areAlikeIn(prefix);
    }

    @Override
    public String apply(FileEntry entry) {
        var letters = areAlike ? known.get(entry.kind()) : null;
        if (letters == null) {
            letters = PermissionLetters.of(rights, prefix + entry.name(), entry);
            known.put(entry.kind(), letters);
        }
        return letters;
    }
}
