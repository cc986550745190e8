package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.ftpsd.auth.Ban;
import dev.ftpsd.auth.BanList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps the bans across restarts, in {@code bans} of the state directory: one line each. Written on a thread of its own, once
 * for all that changed meanwhile, so that no login waits for it.
 */
final class BanFile implements Consumer<BanList>, AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(BanFile.class);
    private static final String NAME = "bans";

    private final StateFile file;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("bans").daemon().factory());
    private final AtomicBoolean asked = new AtomicBoolean();

    BanFile(Path stateDirectory) {
        this.file = new StateFile(stateDirectory.resolve(NAME));
    }

    /** Gives the list the bans of before. A line that is damaged is named and left out; the others hold. */
    void restore(BanList bans) throws StartFailure {
        try {
            for (var line : file.read()) {
                restore(bans, line);
            }
        } catch (IOException e) {
            throw new StartFailure("server.state-dir: the file " + NAME + " cannot be read (" + e
                    + "); make it readable, or delete it to begin without bans", e);
        }
    }

    private static void restore(BanList bans, String line) {
        try {
            bans.restore(line);
        } catch (IllegalArgumentException e) {
            LOG.warn("a line of the file {} in server.state-dir is damaged, and its ban is lost: {}", NAME,
                    e.getMessage());
        }
    }

    @Override
    public void accept(BanList bans) {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.execute(() -> {
                asked.set(false);
                write(bans);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("a ban came while the server stopped", e);
        }
    }

    private void write(BanList bans) {
        try {
            file.write(bans.list().stream().map(Ban::toString).toList());
        } catch (IOException e) {
            LOG.error("bans hold until a restart only, since server.state-dir cannot be written: {}", e.toString());
        }
    }

    /** What is still to be written is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
