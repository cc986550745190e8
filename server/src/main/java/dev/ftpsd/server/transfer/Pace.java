package dev.ftpsd.server.transfer;

import java.util.List;

/**
 * The limits that a session's transfers are under.
 *
 * @param uploads what the server receives
 * @param downloads what it sends, listings included
 * @param meter counts both
 */
public record Pace(List<RateLimit> uploads, List<RateLimit> downloads, Meter meter) {

    /** As fast as the network, and counted with nobody's. */
    public static final Pace FREE = new Pace(List.of(), List.of(), new Meter());

    public Pace {
        uploads = List.copyOf(uploads);
        downloads = List.copyOf(downloads);
    }
}
