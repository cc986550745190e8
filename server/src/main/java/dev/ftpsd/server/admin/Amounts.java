package dev.ftpsd.server.admin;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Amounts() {}

    /** {@code 12.3 MiB}. */
    public static String bytes(long bytes) {
        var amount = (double) bytes;
        var unit = 0;
        while (amount >= 1024) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    /** {@code 45s}, {@code 3m}, {@code 2h05m}, {@code 3d}. */
    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60) : seconds / 86_400 + "d";
    }
}
