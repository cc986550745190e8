package dev.ftpsd.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts and times the way the files have them: a number and a unit without a blank between. */
public final class Units {

    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Map<String, Long> BYTES = Map.of("B", 1L,
            "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L,
            "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final Map<String, Duration> TIMES = Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})([A-Za-z]{1,3})");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Units() {}

    /** @throws IllegalArgumentException if the text is no size */
    static long size(String text) {
        var amount = amount(text);
        var unit = BYTES.get(amount.group(2));
        if (unit == null) {
            throw new IllegalArgumentException("not a unit of size");
        }
        var number = Long.parseLong(amount.group(1));
        Checks.that(number < Long.MAX_VALUE / unit, "too large");
        return number * unit;
    }

    /**
     * Reads a time such as {@code 30m}.
     *
     * @throws IllegalArgumentException if the text is no duration, or one of more than a hundred years
     */
    public static Duration duration(String text) {
        var amount = amount(text);
        var unit = TIMES.get(amount.group(2));
        if (unit == null) {
            throw new IllegalArgumentException("not a unit of time");
        }
        var number = Long.parseLong(amount.group(1));
        Checks.that(number <= LONGEST.dividedBy(unit), "too long");
        return unit.multipliedBy(number);
    }

    /** The amount in the largest binary unit that divides it: {@code 65536} is {@code 64KiB}. */
    static String ofSize(long bytes) {
        var unit = 0;
        var amount = bytes;
        while (amount != 0 && amount % 1024 == 0 && unit < BINARY.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + BINARY.get(unit);
    }

    private static Matcher amount(String text) {
        var amount = AMOUNT.matcher(text);
        Checks.that(amount.matches(), "not a number with a unit");
        return amount;
    }
}
