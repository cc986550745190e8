package dev.ftpsd.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

import dev.ftpsd.server.config.ServerSettings;

/**
 * Where the server is installed: what relative paths of {@code run-dir}, {@code state-dir} and homes count from.
 *
 * @param directory absolute
 */
record Installation(Path directory) {

    private static final String PROPERTY = "ftpsd.home";

    /** The one that {@code bin/ftpsd} was started from; the working directory without it. */
    static Installation current() {
        return new Installation(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
    }

    Path configuration() {
        return directory.resolve("conf");
    }

    Path state(ServerSettings settings) {
        return resolve(settings.stateDir().toString());
    }

    Path run(ServerSettings settings) {
        return resolve(settings.runDir().toString());
    }

    Path resolve(String path) {
        return directory.resolve(path).normalize();
    }

    /** The machine's name, for a certificate made here; {@code localhost} where it has none. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
