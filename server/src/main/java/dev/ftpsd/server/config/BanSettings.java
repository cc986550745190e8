package dev.ftpsd.server.config;

import java.time.Duration;
import java.util.List;

import dev.ftpsd.auth.AddressRange;

/**
 * When an address is shut out for its failed logins.
 *
 * @param after failed logins; 0 for never; default 10
 * @param within the time in which they are counted; default 10m
 * @param duration how long the ban lasts ({@code for} in the file); default 30m
 * @param never networks that are not banned; default the loopback ones
 * @param neverGateway whether the default gateway is not banned either (the word {@code gateway} among {@code never}):
 *        behind a container's or a home router's address are all clients; default true
 */
public record BanSettings(int after, Duration within, Duration duration, List<AddressRange> never,
        boolean neverGateway) {

    public static final BanSettings DEFAULTS = new BanSettings(10, Duration.ofMinutes(10), Duration.ofMinutes(30),
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128")), true);

    public BanSettings {
        never = List.copyOf(never);
        Checks.count(after, "after");
        Checks.positive(within, "within");
        Checks.positive(duration, "for");
    }
}
