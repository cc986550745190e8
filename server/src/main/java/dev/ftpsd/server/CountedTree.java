package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;

import dev.ftpsd.auth.Account;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.s3.S3Location;

/** The name of what a user sees, the same for all who see the same under the same paths. */
final class CountedTree {

    private CountedTree() {}

    /**
     * The home and its links, without symbolic links; relative to the installation where they are in it. To be asked when
     * the home is made.
     *
     * @throws StorageException if a link stands where none can
     */
    static String of(Account account, Installation installation) throws StorageException {
        var from = real(installation.directory());
        var links = new TreeMap<String, String>();
        for (var link : account.links()) {
            links.put(VirtualPath.of(link.path()).toString(), place(link.to(), installation, from));
        }
        var tree = new StringBuilder(place(account.home(), installation, from));
        links.forEach((path, to) -> tree.append(' ').append(path).append('=').append(to));
        return tree.toString();
    }

    private static String place(String written, Installation installation, Path from) {
        if (S3Location.isMeant(written)) {
            return S3Location.parse(written).map(found -> "s3://" + found.bucket() + "/" + found.prefix())
                    .orElse(written);
        }
        var place = real(installation.resolve(written));
        return (place.startsWith(from) ? from.relativize(place) : place).toString();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // It is not there: all who name it so see the same nothing.
            return path.toAbsolutePath().normalize();
        }
    }
}
