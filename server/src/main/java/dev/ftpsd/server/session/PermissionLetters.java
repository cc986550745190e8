package dev.ftpsd.server.session;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileEntry;

/** The letters of the Perm fact (RFC 3659 §7.5.5). */
final class PermissionLetters {

    private final StringBuilder letters = new StringBuilder();

    private PermissionLetters() {}

    /** What the user may do with the entry at {@code path}, by the rights alone. */
    static String of(RightsTable rights, String path, FileEntry entry) {
        var letters = new PermissionLetters();
        var isRoot = path.equals("/");
        if (entry.isDirectory()) {
            letters.add('c', rights.allows(Right.CREATE, path));
            letters.add('d', !isRoot && rights.allows(Right.RMDIR, path));
            letters.add('e', rights.reaches(path));
            letters.add('f', !isRoot && rights.allows(Right.RENAME, path));
            letters.add('l', rights.allows(Right.LIST, path));
            letters.add('m', rights.allows(Right.MKDIR, path));
            letters.add('p', rights.allows(Right.DELETE, path));
        } else {
            letters.add('a', entry.isFile() && rights.allows(Right.APPEND, path));
            letters.add('d', entry.kind() != FileEntry.Kind.OTHER && rights.allows(Right.DELETE, path));
            letters.add('f', rights.allows(Right.RENAME, path));
            letters.add('r', entry.isFile() && rights.allows(Right.READ, path));
            letters.add('w', entry.isFile() && rights.allows(Right.OVERWRITE, path));
        }
        return letters.letters.toString();
    }

    private void add(char letter, boolean allowed) {
        if (allowed) {
            letters.append(letter);
        }
    }
}
