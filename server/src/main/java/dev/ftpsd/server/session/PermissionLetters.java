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
        var given = rights.givenAt(path);
        var isRoot = path.equals("/");
        if (entry.isDirectory()) {
            letters.add('c', given.contains(Right.CREATE));
            letters.add('d', !isRoot && given.contains(Right.RMDIR));
            letters.add('e', rights.reaches(path));
            letters.add('f', !isRoot && given.contains(Right.RENAME));
            letters.add('l', given.contains(Right.LIST));
            letters.add('m', given.contains(Right.MKDIR));
            letters.add('p', given.contains(Right.DELETE));
        } else {
            letters.add('a', entry.isFile() && given.contains(Right.APPEND));
            letters.add('d', entry.kind() != FileEntry.Kind.OTHER && given.contains(Right.DELETE));
            letters.add('f', given.contains(Right.RENAME));
            letters.add('r', entry.isFile() && given.contains(Right.READ));
            letters.add('w', entry.isFile() && given.contains(Right.OVERWRITE));
        }
        return letters.letters.toString();
    }

    private void add(char letter, boolean allowed) {
        if (allowed) {
            letters.append(letter);
        }
    }
}
