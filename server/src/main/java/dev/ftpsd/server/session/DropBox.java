package dev.ftpsd.server.session;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * Where files come in and nobody sees which are there: a name that is taken becomes {@code name (1)}, and the sender is not
 * told, so that trying names tells nothing.
 */
final class DropBox {

    private static final int MOST_OF_ONE_NAME = 10_000;

    private DropBox() {}

    /** Whether {@code path} lies in one: files may be made there, but neither seen nor replaced. */
    static boolean holds(RightsTable rights, String path) {
        return rights.allows(Right.CREATE, path) && !rights.allows(Right.LIST, path)
                && !rights.allows(Right.READ, path) && !rights.allows(Right.OVERWRITE, path);
    }

    /**
     * Opens a new file under the wanted name or the first of its kind that is free.
     *
     * @throws StorageException as {@link FileStore#openWrite}; BUSY if thousands of that name are there
     */
    static FileSink open(FileStore files, VirtualPath wanted) throws StorageException {
        for (var number = 0; number < MOST_OF_ONE_NAME; number++) {
            try {
                var path = number == 0 ? wanted : numbered(wanted, number);
                return new OnceOnlySink(files.openWrite(path, WriteMode.CREATE_LATE, 0), path);
            } catch (StorageException e) {
                // Somebody else is sending one of that name.
                if (e.kind() != Kind.ALREADY_EXISTS && e.kind() != Kind.BUSY) {
                    throw e;
                }
            }
        }
        throw StorageException.of(Kind.BUSY, wanted);
    }

    /** The number stands before the extension, by which programs choose what they collect. */
    private static VirtualPath numbered(VirtualPath path, int number) {
        var name = path.name();
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        return path.parent().child(stem + " (" + number + ")" + name.substring(stem.length()));
    }
}
