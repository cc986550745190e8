package dev.ftpsd.server.config.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Warns that a certificate has not long to live: when it is taken into use, and once more as each threshold passes. For one
 * thread.
 */
public final class ExpiryWarnings {

    private static final Logger LOG = LogManager.getLogger(ExpiryWarnings.class);

    private final Map<String, Duration> warnedAt = new HashMap<>();

    /** Says everything anew at the next look: other certificates were loaded. */
    public void reset() {
        warnedAt.clear();
    }

    /**
     * Warns of each certificate that has passed a threshold since the last look.
     *
     * @param thresholds how long before the end a warning is due, in any order
     */
    public void look(List<ServedPair> pairs, List<Duration> thresholds, Instant now) {
        for (var pair : pairs) {
            pair.material().ifPresent(material -> {
                var left = Duration.between(now, material.expires());
                var passed = Stream.concat(thresholds.stream(), Stream.of(Duration.ZERO))
                        .filter(threshold -> left.compareTo(threshold) <= 0)
                        .min(Duration::compareTo);
                passed.filter(threshold -> !threshold.equals(warnedAt.put(material.fingerprint(), threshold)))
                        .ifPresent(_ -> LOG.warn("certificate: {}", words(pair, material.expires(), left)));
            });
        }
    }

    private static String words(ServedPair pair, Instant end, Duration left) {
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        var when = left.isNegative() ? "expired on " + day + ", and clients refuse it"
                : "expires on " + day + ", in "
                        + (left.toDays() > 0 ? left.toDays() + " days" : left.toHours() + " hours");
        return pair.certificate() + ", " + pair.hostWords() + ": " + when
                + "; renew it, the server takes up the new file by"
                + " itself";
    }
}
