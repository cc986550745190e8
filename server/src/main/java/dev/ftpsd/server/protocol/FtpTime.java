package dev.ftpsd.server.protocol;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as RFC 3659 §2.3 writes them: {@code YYYYMMDDHHMMSS[.sss]} in UTC. */
public final class FtpTime {

    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private FtpTime() {}

    /** Fourteen digits, whole seconds. Years outside 0000 to 9999 are shown as the nearest of them. */
    public static String format(Instant time) {
        // Written for each entry of each listing: by hand, since a formatter costs as much as all the rest of the line.
        var shown = LocalDateTime.ofEpochSecond(Math.clamp(time.getEpochSecond(), FIRST, LAST), 0, ZoneOffset.UTC);
        var digits = new byte[14];
        put(digits, 0, shown.getYear() / 100);
        put(digits, 2, shown.getYear() % 100);
        put(digits, 4, shown.getMonthValue());
        put(digits, 6, shown.getDayOfMonth());
        put(digits, 8, shown.getHour());
        put(digits, 10, shown.getMinute());
        put(digits, 12, shown.getSecond());
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] digits, int at, int number) {
        digits[at] = (byte) ('0' + number / 10);
        digits[at + 1] = (byte) ('0' + number % 10);
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
