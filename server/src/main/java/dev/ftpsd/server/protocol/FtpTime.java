package dev.ftpsd.server.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as RFC 3659 §2.3 writes them: {@code YYYYMMDDHHMMSS[.sss]} in UTC. */
public final class FtpTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private FtpTime() {}

    /** Fourteen digits, whole seconds. Years outside 0000 to 9999 are shown as the nearest of them. */
    public static String format(Instant time) {
        var shown = time.isBefore(Instant.parse("0000-01-01T00:00:00Z")) ? Instant.parse("0000-01-01T00:00:00Z") : time;
        return FORMAT.format(shown.isAfter(LAST) ? LAST : shown);
    }

    /** Reads fourteen digits and an optional fraction; the leap second 60 becomes 59. */
    public static Instant parse(String text) throws SyntaxException {
        var point = text.indexOf('.');
        var digits = point < 0 ? text : text.substring(0, point);
        if (digits.length() != 14 || (point >= 0 && !isDigits(text.substring(point + 1))) || !isDigits(digits)) {
            throw new SyntaxException("a time is YYYYMMDDHHMMSS, in UTC");
        }

        try {
            var seconds = number(digits, 12, 14);
            return LocalDateTime.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8),
                    number(digits, 8, 10), number(digits, 10, 12), seconds == 60 ? 59 : seconds)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new SyntaxException("there is no such time: " + digits);
        }
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
