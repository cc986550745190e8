package dev.ftpsd.server.transcript;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dialogue as it should be.
 *
 * @param file for messages
 * @param modes where it runs
 * @param begin what has happened before its first line
 * @param user who is logged in, if somebody is
 * @param place whom the client connects to
 */
record Transcript(Path file, Set<Mode> modes, Begin begin, String user, Place place, List<Step> steps) {

    /**
     * Whom the client connects to.
     *
     * @param server one of {@link Servers}
     * @param host its loopback address
     */
    record Place(Servers server, String host) {}

    /** What has happened before the first line. */
    enum Begin {
        GREETING, CONNECTED, LOGIN
    }

    public Transcript {
        modes = Set.copyOf(modes);
        steps = List.copyOf(steps);
    }

    Servers server() {
        return place.server();
    }

    String host() {
        return place.host();
    }

    /** The file with its folder: {@code transfer/resume.ftp}. */
    String name() {
        return file.getName(file.getNameCount() - 2) + "/" + file.getFileName();
    }

    /** What the data connection is first used for between this step and the client's next command. */
    Optional<Step.OnData> dataAfter(int step) {
        for (var next : steps.subList(step + 1, steps.size())) {
            if (next instanceof Step.OnData use) {
                return Optional.of(use);
            }
            if (next instanceof Step.Send) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
