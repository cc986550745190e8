package dev.ftpsd.server.transfer;

import java.util.List;

/**
 * The limits that a session's transfers are under.
 *
 * @param uploads what the server receives
 * @param downloads what it sends, listings included
 */
public record Pace(List<RateLimit> uploads, List<RateLimit> downloads) {

    /** As fast as the network. */
    public static final Pace FREE = new Pace(List.of(), List.of());

    public Pace {
        uploads = List.copyOf(uploads);
        downloads = List.copyOf(downloads);
    }
}
