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
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})([A-Za-z]{1,3})");
    private static final long LONGEST = Duration.ofDays(36_500).toMillis();

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
        var unit = MILLISECONDS.get(amount.group(2));
        if (unit == null) {
            throw new IllegalArgumentException("not a unit of time");
        }
        var number = Long.parseLong(amount.group(1));
        Checks.that(number <= LONGEST / unit, "too long");
        return Duration.ofMillis(number * unit);
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
