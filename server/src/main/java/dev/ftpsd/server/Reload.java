package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.config.SettingsReader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reads the configuration again, on SIGHUP: all of it is right and comes into force, or nothing changes and every mistake is in
 * the log. What is bound at start (ports, certificate) keeps its value and is named.
 */
final class Reload implements Runnable {

    private static final Logger LOG = LogManager.getLogger(Reload.class);

    private final SettingsReader reader;
    private final Path folder;
    private final Ftpsd server;
    private final Users users;

    /** Adds the bootstrap user, if there is to be one. */
    @FunctionalInterface
    interface Users {
        UserDirectory of(Loaded loaded) throws ConfigProblems, IOException;
    }

    Reload(SettingsReader reader, Path folder, Ftpsd server, Users users) {
        this.reader = reader;
        this.folder = folder;
        this.server = server;
        this.users = users;
    }

    @Override
    public synchronized void run() {
        try {
            var loaded = reader.read(folder);
            var directory = users.of(loaded);
            loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
            var fixed = needRestart(server.settings(), loaded.settings());
            fixed.forEach(key -> LOG.warn("{}: changed, and comes into force at the next start", key));
            server.replace(loaded.settings(), directory);
            LOG.info("reloaded: {} users", directory.users().size());
        } catch (ConfigProblems e) {
            e.problems().forEach(problem -> LOG.warn("{}", problem));
            LOG.warn("not reloaded: nothing has changed; correct the lines above");
        } catch (IOException e) {
            LOG.warn("not reloaded: server.state-dir: {}", e.toString());
        }
    }

    private static List<String> needRestart(Settings before, Settings after) {
        var keys = new ArrayList<String>();
        if (!before.listeners().equals(after.listeners())) {
            keys.add("listeners");
        }
        if (!before.data().ports().equals(after.data().ports())) {
            keys.add("data.ports");
        }
        if (!before.tls().equals(after.tls())) {
            keys.add("tls");
        }
        if (!before.data().acceptTimeout().equals(after.data().acceptTimeout())
                || !before.data().claimTimeout().equals(after.data().claimTimeout())
                || !before.data().stallTimeout().equals(after.data().stallTimeout())
                || before.data().protection() != after.data().protection()) {
            keys.add("data");
        }
        if (before.limits().pendingData() != after.limits().pendingData()
                || before.limits().pendingDataPerIp() != after.limits().pendingDataPerIp()) {
            keys.add("limits.pending-data");
        }
        if (!before.security().loginDelay().equals(after.security().loginDelay())) {
            keys.add("security.login-delay");
        }
        if (!before.server().stateDir().equals(after.server().stateDir())) {
            keys.add("server.state-dir");
        }
        return keys;
    }
}
