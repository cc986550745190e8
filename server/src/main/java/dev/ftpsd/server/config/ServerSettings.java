package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The process: what it calls itself, where it keeps its own files, how it ends.
 *
 * @param greetingName the name in the greeting, 1 to 128 printable characters; default {@code FTPS server};
 *        the version is never told
 * @param publicHost the host that passive replies name: an IPv4 or IPv6 address or a name, which is looked up
 *        again; empty (the default) means the control connection's local address
 * @param runDir holds the control socket; default {@code run}; relative to the installation
 * @param stateDir holds the self-signed key, bans and event spool; default {@code state}; relative to the installation
 * @param shutdownGrace how long transfers may go on after SIGTERM, 0s or more; default 30s
 */
public record ServerSettings(String greetingName, String publicHost, Path runDir, Path stateDir,
        Duration shutdownGrace) {

    public static final ServerSettings DEFAULTS =
            new ServerSettings("FTPS server", "", Path.of("run"), Path.of("state"),
                    Duration.ofSeconds(30));

    public ServerSettings {
        Checks.between(1, 128, greetingName.length(), "length of greeting-name");
        Checks.that(greetingName.chars().noneMatch(Character::isISOControl), "greeting-name holds a control character");
        Checks.notNegative(shutdownGrace, "shutdown-grace");
    }

    /** The same, in the folders of {@code started}: a server that runs has its state and its socket there. */
    ServerSettings inFoldersOf(ServerSettings started) {
        return new ServerSettings(greetingName, publicHost, started.runDir, started.stateDir, shutdownGrace);
    }
}
