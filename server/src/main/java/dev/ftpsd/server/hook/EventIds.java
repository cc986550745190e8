package dev.ftpsd.server.hook;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Names of events: the time in milliseconds, then chance, in hexadecimal digits; sorted, they are in the order of time. */
final class EventIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TIME_DIGITS = 12;

    private EventIds() {}

    static String next(Instant now) {
        var hex = HexFormat.of();
        return hex.toHexDigits(now.toEpochMilli(), TIME_DIGITS) + "-" + hex.toHexDigits(RANDOM.nextLong());
    }

    /** When it was made; the present for a name that is none of ours. */
    static Instant timeOf(String id) {
        try {
            return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(id, 0, Math.min(TIME_DIGITS, id.length())));
        } catch (IllegalArgumentException e) {
            return Instant.now();
        }
    }
}
