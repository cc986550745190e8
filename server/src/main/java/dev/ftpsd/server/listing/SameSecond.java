package dev.ftpsd.server.listing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;

/**
 * Times as octets, to the second. Files that came together share theirs: it is written once for those that follow each other. One
 * thread.
 */
final class SameSecond {

    private final Function<Instant, String> format;
    private long second = Long.MIN_VALUE;
    private byte[] text = {};

    /** @param format gives the same text for all times of a second */
    SameSecond(Function<Instant, String> format) {
        this.format = format;
    }

    byte[] text(Instant time) {
        if (time.getEpochSecond() != second) {
            text = format.apply(time).getBytes(StandardCharsets.US_ASCII);
            second = time.getEpochSecond();
        }
        return text;
    }
}
