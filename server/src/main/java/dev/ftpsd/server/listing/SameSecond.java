package dev.ftpsd.server.listing;

import java.time.Instant;
import java.util.function.Function;

/**
 * Times as text, to the second. Files that came together share theirs: it is written once for those that follow each other. One
 * thread.
 */
final class SameSecond {

    private final Function<Instant, String> format;
    private long second = Long.MIN_VALUE;
    private String text = "";

    /** @param format gives the same text for all times of a second */
    SameSecond(Function<Instant, String> format) {
        this.format = format;
    }

    String text(Instant time) {
        if (time.getEpochSecond() != second) {
            text = format.apply(time);
            second = time.getEpochSecond();
        }
        return text;
    }
}
