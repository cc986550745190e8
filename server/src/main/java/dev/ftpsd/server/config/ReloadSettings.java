package dev.ftpsd.server.config;

import java.time.Duration;

/**
 * Whether edited files take effect by themselves.
 *
 * @param watch whether the configuration folder is watched; default true
 * @param interval how often it is looked at, longer than 0s, at most 1h; default 2s
 */
public record ReloadSettings(boolean watch, Duration interval) {

    /** Each look also warns of certificates that end. Before {@link #DEFAULTS}, whose making asks for it. */
    private static final Duration LONGEST = Duration.ofHours(1);

    public static final ReloadSettings DEFAULTS = new ReloadSettings(true, Duration.ofSeconds(2));

    public ReloadSettings {
        Checks.positive(interval, "interval");
        Checks.that(interval.compareTo(LONGEST) <= 0,
                "interval must be at most 1h: with watch: false nothing but SIGHUP and `ftpsd reload` takes files up");
    }
}
