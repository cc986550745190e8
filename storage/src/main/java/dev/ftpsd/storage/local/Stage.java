package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The open hidden file.
 *
 * @param key by which it is known again, should the name lead to another one
 * @param wasThere whether an earlier upload has left it
 */
record Stage(Place place, FileChannel file, Object key, boolean wasThere) {

    /** What it is now; empty where another one has its name, or none. */
    Optional<Attributes> find() throws IOException {
        return place.attributesIfAny().filter(found -> found.key().equals(key));
    }

    void begin(Beginning beginning) throws IOException {
        var isEmpty = !wasThere && beginning instanceof Beginning.Nothing;
        if (!isEmpty) {
            beginning.make(file);
        }
    }

    /** Whether its path still leads to it: a directory above may have got another name since. */
    boolean isAtItsPath() throws IOException {
        var there = Files.readAttributes(place.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        // The key of java.nio and ours are of different classes, and look alike.
        return String.valueOf(there.fileKey()).equals(key.toString());
    }
}
