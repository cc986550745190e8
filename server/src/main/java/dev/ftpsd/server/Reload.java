package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.Changes;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Fingerprint;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.SettingsReader.Named;
import dev.ftpsd.server.config.yaml.Problem;
import dev.ftpsd.server.data.BindFailure;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reads the configuration again, as one transaction: all of it is right and comes into force, or nothing changes and every
 * mistake is told. For SIGHUP, for {@code ftpsd reload} and for saved files, one at a time; runs on the caller's thread.
 *
 * <p>Certificates that do not serve are refused for themselves: the old ones stay, and the rest comes into force, since a forgotten
 * renewal must not keep a barred user in.
 */
final class Reload {

    private static final Logger LOG = LogManager.getLogger(Reload.class);

    private final SettingsReader reader;
    private final Ftpsd server;
    private final Users users;
    private final Loaded started;
    private volatile Loaded loaded;
    private UserDirectory directory;
    private final AtomicLong generation = new AtomicLong(1);
    private volatile Last last = new Last(Instant.now(), true, "started");
    private volatile Named named;
    private volatile String lastTried;
    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();

    /** Adds the bootstrap user, if there is to be one. */
    @FunctionalInterface
    interface Users {
        UserDirectory of(Loaded loaded) throws ConfigProblems, IOException;
    }

    /** The last attempt, or the start. */
    record Last(Instant at, boolean inForce, String words) {}

    /**
     * A reload of what the server has started with.
     *
     * @param directory the users in force, the bootstrap user included
     */
    Reload(SettingsReader reader, Ftpsd server, Users users, Loaded loaded, UserDirectory directory) {
        this.reader = reader;
        this.server = server;
        this.users = users;
        this.started = loaded;
        this.loaded = loaded;
        this.directory = directory;
        this.named = inForce();
        this.lastTried = loaded.fingerprint();
    }

    /** What the files of the last attempt, or of the start, said; the watch leaves these alone. */
    String lastTried() {
        return lastTried;
    }

    /** Runs that behind each attempt that comes into force, on the thread of the attempt; it must not wait. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    /** What became of the last attempt. */
    Last last() {
        return last;
    }

    /** Counts the configurations in force, from 1. */
    long generation() {
        return generation.get();
    }

    /** What the files say now: those that the last attempt has read, whether or not it came into force. */
    String fingerprint() {
        return Fingerprint.of(folder(), named.settings(), named.secrets());
    }

    private Named inForce() {
        return new Named(loaded.settings(), loaded.secrets());
    }

    /** Those in force. */
    synchronized UserDirectory users() {
        return directory;
    }

    private Path folder() {
        return loaded.folder();
    }

    /** Tries it; the result is in the log as well. */
    synchronized ReloadResult run() {
        // Before anything is read: what is saved meanwhile differs from this, and is seen.
        named = reader.named(folder()).orElseGet(this::inForce);
        lastTried = fingerprint();
        var result = tried();
        switch (result) {
            case ReloadResult.InForce done -> {
                done.warnings().forEach(warning -> LOG.warn("{}", warning));
                LOG.info("reloaded: {}", done);
                last = new Last(Instant.now(), true, done.toString());
                server.events().reloaded(done.generation(), done.changes(), done.atRestart());
                afterwards.forEach(Runnable::run);
            }
            case ReloadResult.Refused(var problems) -> {
                problems.forEach(problem -> LOG.warn("{}", problem));
                LOG.warn("not reloaded: nothing has changed; correct the lines above");
                last = new Last(Instant.now(), false, String.join("; ", problems));
                server.events().reloadRefused(problems.size());
            }
        }
        return result;
    }

    private ReloadResult tried() {
        try {
            var fresh = reader.read(folder());
            var usable = fresh.inFoldersOf(started);
            var freshUsers = users.of(usable);
            var changes = Changes.between(loaded, directory, fresh, freshUsers);
            var atRestart =
                    FixedAtStart.among(Changes.keys(started, fresh), started.settings(), fresh.settings());

            var apply = server.prepare(usable.settings(), freshUsers);
            var warnings = new ArrayList<>(fresh.warnings().stream().map(Problem::toString).toList());
            warnings.addAll(server.tls().reload(usable));
            apply.run();
            loaded = fresh;
            directory = freshUsers;
            return new ReloadResult.InForce(generation.incrementAndGet(), changes, atRestart, warnings);
        } catch (ConfigProblems e) {
            return new ReloadResult.Refused(e.problems().stream().map(Problem::toString).toList());
        } catch (BindFailure e) {
            return new ReloadResult.Refused(List.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new ReloadResult.Refused(List.of(StateDirectory.problem(e)));
        }
    }
}
