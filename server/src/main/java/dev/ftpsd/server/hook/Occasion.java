package dev.ftpsd.server.hook;

import java.time.Instant;

import dev.ftpsd.server.audit.EventLog.Who;

/**
 * What is told of everything that happens.
 *
 * @param id the same for every call about it
 * @param time when it happened
 * @param who has done it
 * @param verb the command; empty where that is not told
 */
public record Occasion(String id, Instant time, Who who, String verb) {

    /** What happens now. */
    public static Occasion now(Who who, String verb) {
        var time = Instant.now();
        return new Occasion(EventIds.next(time), time, who, verb);
    }
}
