package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What an upload meets of those who are told of uploads. Each method belongs on a thread that may wait. */
public final class Hooks implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Hooks.class);

    private final Supplier<EventSettings> settings;
    private final Spool spool;
    private final Caller caller = new Caller();
    private final Verdicts verdicts;
    private final Deliveries deliveries;

    /**
     * Opens the spool and goes on with what an earlier process has left there.
     *
     * @param directory of the spool
     * @throws IOException if the spool cannot be read
     */
    public Hooks(Path directory, Supplier<EventSettings> settings, EventLog events) throws IOException {
        this.settings = settings;
        this.spool = new Spool(directory);
        this.verdicts = new Verdicts(caller, settings.get().parallel(), events);
        var left = spool.open();
        this.deliveries = new Deliveries(spool, caller, settings, events);
        if (!left.isEmpty()) {
            LOG.info("events: {} are left of an earlier run", left.size());
        }
        left.forEach(deliveries::add);
    }

    /** A name for an upload. */
    public static String newId() {
        return EventIds.next(Instant.now());
    }

    /**
     * What can be said before 150.
     *
     * @throws StorageException NO_SPACE while the spool is full
     */
    public void check(VirtualPath path) throws StorageException {
        var now = settings.get();
        if (now.spoolLimit() == 0 || now.of(path.toString()).stream().allMatch(Hook::waits)) {
            return;
        }
        // Those of a hook that is no longer configured wait for it, and for nothing that uploads could wait for.
        var count = now.hooks().stream().mapToInt(hook -> spool.count(hook.name())).sum();
        if (count >= now.spoolLimit()) {
            LOG.error("events: {} wait to be delivered (events.spool-limit), so uploads are refused", count);
            throw new StorageException(Kind.NO_SPACE, path.toString(),
                    "Too many uploads wait to be processed; try again later, or tell the administrator.");
        }
    }

    /** Whether an upload to that path waits for the word of somebody. */
    public boolean areToJudge(VirtualPath path) {
        return of(path).stream().anyMatch(Hook::waits);
    }

    /**
     * Asks those whose word the upload waits for, one after the other.
     *
     * @param event with the place where the bytes stand aside
     * @throws StorageException REJECTED, FAILED
     * @throws dev.ftpsd.server.data.DataFailure ABORTED
     */
    public void judge(UploadEvent event, VirtualPath path, Transfer transfer) throws IOException {
        for (var hook : of(path)) {
            if (hook.waits()) {
                verdicts.require(hook, event, transfer);
            }
        }
    }

    /**
     * Commits, with an event for each of the other hooks in the spool before, to be delivered behind. If the commit fails and the file may be
     * there all the same, they are told as behind a kill in that moment: twice is better than never.
     *
     * @throws StorageException as {@link FileSink#commit()}; FAILED if the spool cannot be written to: an upload that nobody would
     *         hear of is none
     */
    public void commit(FileSink sink, UploadEvent event, VirtualPath path) throws StorageException {
        var entries = prepare(event, path);
        var isCommitted = false;
        try {
            sink.commit();
            isCommitted = true;
        } finally {
            if (isCommitted) {
                entries.forEach(this::ready);
            } else if (sink.mayBeThere()) {
                entries.forEach(this::decide);
            } else {
                entries.forEach(spool::drop);
            }
        }
    }

    private List<Spool.Entry> prepare(UploadEvent event, VirtualPath path) throws StorageException {
        var entries = new ArrayList<Spool.Entry>();
        try {
            for (var hook : of(path)) {
                if (!hook.waits()) {
                    entries.add(spool.prepare(hook.name(), event));
                }
            }
            return entries;
        } catch (IOException e) {
            entries.forEach(spool::drop);
            throw StorageException.of(Kind.FAILED, path, e);
        }
    }

    private void ready(Spool.Entry entry) {
        try {
            spool.ready(entry);
            deliveries.add(entry);
        } catch (IOException e) {
            logLater(entry, e);
        }
    }

    private void decide(Spool.Entry entry) {
        try {
            if (spool.isThere(entry)) {
                deliveries.add(entry);
            }
        } catch (IOException e) {
            logLater(entry, e);
        }
    }

    private static void logLater(Spool.Entry entry, IOException e) {
        LOG.error("events: {} is delivered after a restart alone: {}", entry.id(), e.toString());
    }

    private List<Hook> of(VirtualPath path) {
        return settings.get().of(path.toString());
    }

    @Override
    public void close() {
        deliveries.close();
        caller.close();
    }
}
