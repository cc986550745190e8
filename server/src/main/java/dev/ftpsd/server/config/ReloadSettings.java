package dev.ftpsd.server.config;

import java.time.Duration;

/**
 * Whether edited files take effect by themselves.
 *
 * @param watch whether the configuration folder is watched; default true
 * @param interval how often it is looked at, longer than 0s; default 2s
 */
public record ReloadSettings(boolean watch, Duration interval) {

    public static final ReloadSettings DEFAULTS = new ReloadSettings(true, Duration.ofSeconds(2));

    public ReloadSettings {
        Checks.positive(interval, "interval");
    }
}
