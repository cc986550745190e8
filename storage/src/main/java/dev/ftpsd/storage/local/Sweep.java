package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.Jail.LastLink;

/** One look through all directories below the root, links not followed, for what uploads have left. One thread. */
final class Sweep {

    private final Jail jail;
    private final Leftovers leftovers;
    private final Deque<VirtualPath> directories = new ArrayDeque<>();
    private long waiting;
    private long deleted;

    Sweep(Jail jail, Leftovers leftovers) {
        this.jail = jail;
        this.leftovers = leftovers;
    }

    /** A directory that goes meanwhile, or that cannot be read, is passed over. */
    Remains run() {
        directories.push(VirtualPath.ROOT);
        while (!directories.isEmpty() && !Thread.currentThread().isInterrupted()) {
            var path = directories.pop();
            Quietly.attempt(() -> look(path));
        }
        return new Remains(waiting, deleted);
    }

    private void look(VirtualPath path) throws IOException {
        try (var place = jail.locate(path, LastLink.KEEP);
                var directory = place.directory().directory(place.name())) {
            for (var names = directory.names(); names.hasNext();) {
                meet(path, directory, names.next().getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void meet(VirtualPath path, OpenDirectory directory, Path name) {
        var text = name.toString();
        try {
            var found = directory.attributes(name);
            if (Reserved.isReserved(text)) {
                if (found.isFile() && leftovers.isOld(found) && Leftovers.delete(directory, name)) {
                    deleted++;
                } else {
                    waiting++;
                }
            } else if (found.isDirectory() && VirtualPath.isSegment(text)) {
                directories.push(path.child(text));
            }
        } catch (NoSuchFileException e) {
            // It has gone.
        } catch (IOException e) {
            // It cannot be looked at, or not be deleted, now. The other names can.
            waiting += Reserved.isReserved(text) ? 1 : 0;
        }
    }
}
