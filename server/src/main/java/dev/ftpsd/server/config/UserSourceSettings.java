package dev.ftpsd.server.config;

import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Secret;

/**
 * Where users come from.
 *
 * @param files paths relative to the configuration folder; the last name of each may hold {@code *}; default
 *        {@code users.yaml} and {@code users.d/*.yaml}
 * @param bootstrap the user of the first start
 */
public record UserSourceSettings(List<String> files, Bootstrap bootstrap) {

    public static final UserSourceSettings DEFAULTS = new UserSourceSettings(List.of("users.yaml", "users.d/*.yaml"),
            new Bootstrap("ftpsd", Optional.empty(), "data"));

    public UserSourceSettings {
        files = List.copyOf(files);
    }

    /**
     * The user that exists while no other is configured, or when FTPSD_USER is set.
     *
     * @param name 1 to 64 characters; default {@code ftpsd}, or FTPSD_USER
     * @param password in clear, from FTPSD_PASSWORD; empty means that a random one is made and printed once
     * @param home default {@code data}, or FTPSD_HOME; relative to the installation
     */
    public record Bootstrap(String name, Optional<Secret> password, String home) {
        public Bootstrap {
            Checks.that(!home.isEmpty(), "home must not be empty");
        }
    }
}
