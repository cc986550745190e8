package dev.ftpsd.server.config;

import java.time.Duration;

/**
 * How much of everything. A count of 0 means unlimited, a duration of 0s none.
 *
 * @param sessions control connections at once; default 10000
 * @param sessionsPerIp of one address; default 0
 * @param sessionsPerUser of one user; default 0; a user's own limit wins
 * @param commandsPerSecond of one session; what is above it is delayed, never refused; default 0
 * @param pendingData data connections that no session has claimed yet; default 2000
 * @param pendingDataPerIp of one address; default 200
 * @param commandLength the longest command line in bytes, CR LF included, 512 to 65536; default 4096
 * @param loginTimeout from connecting to a finished login; default 90s, because a client's certificate dialog holds the
 *        session silent until its user answers
 * @param idleTimeout without a command and without a transfer; default 15m
 * @param rateIn of all uploads together; default unlimited
 * @param rateOut of all downloads together; default unlimited
 * @param diskReserve what uploads leave free; default 1%
 */
public record LimitSettings(int sessions, int sessionsPerIp, int sessionsPerUser, int commandsPerSecond,
        int pendingData, int pendingDataPerIp, int commandLength, Duration loginTimeout, Duration idleTimeout,
        Rate rateIn, Rate rateOut, DiskReserve diskReserve) {

    public static final LimitSettings DEFAULTS = new LimitSettings(10_000, 0, 0, 0, 2_000, 200, 4_096,
            Duration.ofSeconds(90), Duration.ofMinutes(15), Rate.UNLIMITED, Rate.UNLIMITED, new DiskReserve.Share(1));

    public LimitSettings {
        Checks.count(sessions, "sessions");
        Checks.count(sessionsPerIp, "sessions-per-ip");
        Checks.count(sessionsPerUser, "sessions-per-user");
        Checks.count(commandsPerSecond, "commands-per-second");
        Checks.count(pendingData, "pending-data");
        Checks.count(pendingDataPerIp, "pending-data-per-ip");
        Checks.between(512, 65_536, commandLength, "command-length");
        Checks.notNegative(loginTimeout, "login-timeout");
        Checks.notNegative(idleTimeout, "idle-timeout");
    }
}
