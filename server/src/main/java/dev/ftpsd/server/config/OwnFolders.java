package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.storage.s3.S3Location;

/**
 * What the server keeps for itself: hashes of passwords and secrets of codes in the configuration folder, keys in
 * {@code server.state-dir}, the control socket in {@code server.run-dir}. Users' files are to be elsewhere.
 *
 * @param installation what relative homes count from
 */
record OwnFolders(Path installation, List<Path> folders) {

    OwnFolders {
        // Once, and not for each home of thousands.
        folders = folders.stream().map(OwnFolders::real).toList();
    }

    static OwnFolders of(Path installation, Path configuration, ServerSettings server) {
        return new OwnFolders(installation, List.of(configuration, installation.resolve(server.stateDir()),
                installation.resolve(server.runDir())));
    }

    /** What to say of a home or the target of a link that holds one of them or lies in one; empty where all is well. */
    Optional<String> sharedWith(String place) {
        if (S3Location.isMeant(place)) {
            return Optional.empty();
        }
        var files = real(installation.resolve(place).normalize());
        return folders.stream().filter(own -> own.startsWith(files) || files.startsWith(own))
                .findFirst()
                .map(own -> files + " shares files with " + own
                        + ", where the server keeps hashes, keys or its control "
                        + "socket, so that a client may read or change them: name a folder that neither holds it nor "
                        + "lies in it");
    }

    /** Without symbolic links, as far as it is there. */
    private static Path real(Path path) {
        var parent = path.getParent();
        try {
            return Files.exists(path) || parent == null ? path.toRealPath()
                    : real(parent).resolve(parent.relativize(path));
        } catch (IOException e) {
            return path.normalize();
        }
    }
}
