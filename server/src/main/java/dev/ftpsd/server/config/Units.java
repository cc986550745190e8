package dev.ftpsd.server.config;

import java.util.List;

/** Writes amounts the way the files have them. */
final class Units {

    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private Units() {}

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
}
