package dev.ftpsd.server.config.yaml;

import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Values as the file would have them, in one spelling: {@code 900s} and {@code 15m} are both shown as {@code 15m}. */
public final class Shown {

    /** In the place of a secret, whatever its length. */
    public static final String MASK = "********";

    private Shown() {}

    /** The text of a value. */
    public static String of(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Shown::of).orElse("");
            case Duration duration -> duration(duration);
            case InetAddress address -> address.getHostAddress();
            case List<?> items -> list(items.stream().map(Shown::of).toList());
            default -> Quoted.sentence(value.toString());
        };
    }

    /** A list in brackets. */
    static String list(List<String> items) {
        return "[" + String.join(", ", items) + "]";
    }

    /** The largest unit that has no remainder. */
    private static String duration(Duration time) {
        if (time.toMillis() % 1000 != 0) {
            return time.toMillis() + "ms";
        }
        var seconds = time.toSeconds();
        if (seconds == 0) {
            return "0s";
        }
        return seconds % ChronoUnit.DAYS.getDuration().toSeconds() == 0 ? time.toDays() + "d"
                : seconds % 3600 == 0 ? time.toHours() + "h"
                        : seconds % 60 == 0 ? time.toMinutes() + "m" : seconds + "s";
    }
}
