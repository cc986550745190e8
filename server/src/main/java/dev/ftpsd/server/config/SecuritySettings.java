package dev.ftpsd.server.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import dev.ftpsd.auth.AddressRange;

/**
 * What happens to strangers.
 *
 * @param loginAttempts failed logins before a session is closed; 0 for no limit; default 3 (RFC 2577 §5)
 * @param loginDelay how long the answer to a failed login waits; default 1s
 * @param ban when an address is shut out
 * @param deny networks that may not connect to any listener
 * @param unknownCommands unknown commands before a session is closed; 0 for no limit; default 10
 */
public record SecuritySettings(int loginAttempts, Duration loginDelay, BanSettings ban, List<AddressRange> deny,
        int unknownCommands) {

    public static final SecuritySettings DEFAULTS = new SecuritySettings(3, Duration.ofSeconds(1), BanSettings.DEFAULTS,
            List.of(), 10);

    public SecuritySettings {
        deny = List.copyOf(deny);
        Checks.count(loginAttempts, "login-attempts");
        Checks.notNegative(loginDelay, "login-delay");
        Checks.count(unknownCommands, "unknown-commands");
    }

    /** Whether clients at that address may not connect to any listener. */
    public boolean denies(InetAddress client) {
        return deny.stream().anyMatch(network -> network.contains(client));
    }
}
