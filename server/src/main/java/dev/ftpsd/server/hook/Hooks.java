package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.LineLimit;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What meets those who are told of it: uploads, and whatever else a hook asks for. Each method belongs on a thread that may wait. */
public final class Hooks implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Hooks.class);

    private final Supplier<EventSettings> settings;
    private final Spool spool;
    private final Caller caller = new Caller();
    private final Verdicts verdicts;
    private final Deliveries deliveries;

    /** Each command of a client may meet a spool that takes nothing. */
    private final LineLimit lines = new LineLimit(20, Duration.ofSeconds(5), System::nanoTime);

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

    /**
     * Whether any hook asks for it there. If none does, nothing of it need be known, and nothing is to be done.
     *
     * @param paths as of {@link HookEvent#paths()}
     */
    public boolean isAskedFor(Happening happening, VirtualPath... paths) {
        var now = settings.get();
        return now.isAskedFor(happening)
                && !now.of(happening, Arrays.stream(paths).map(VirtualPath::toString).toList()).isEmpty();
    }

    /**
     * What can be said before it happens, for an upload or a download before 150.
     *
     * @param paths as of {@link HookEvent#paths()}
     * @throws StorageException NO_SPACE for an upload, and BUSY for everything else, while the spool is full
     */
    public void check(Happening happening, List<String> paths) throws StorageException {
        var now = settings.get();
        if (now.spoolLimit() == 0) {
            return;
        }
        // What waits for a hook that asks for something else is in nobody's way here.
        var full = now.of(happening, paths).stream()
                .filter(hook -> !hook.waits() && spool.count(hook.name()) >= now.spoolLimit()).findFirst();
        if (full.isPresent()) {
            log(happening.word() + " is refused: " + spool.count(full.get().name()) + " events wait for hook "
                    + full.get().name() + " (events.spool-limit)");
            throw new StorageException(happening == Happening.UPLOAD ? Kind.NO_SPACE : Kind.BUSY,
                    paths.isEmpty() ? "" : paths.getFirst(),
                    happening == Happening.UPLOAD
                            ? "Too many uploads wait to be processed; try again later, or tell the administrator."
                            : "Too many events wait to be told to others; try again later, or tell the administrator.");
        }
    }

    /** What a hook is told of. */
    @FunctionalInterface
    public interface Deed {

        /** Does it. */
        void perform() throws StorageException;
    }

    /**
     * Does something, with an event for each hook that asks for it in the spool before, to be delivered behind. If it fails in a way that
     * may leave it done all the same, they are told as behind a kill in that moment.
     *
     * @throws StorageException as the deed; BUSY while the spool is full, and FAILED if it cannot be written to, when nothing is
     *         done
     */
    public void tell(HookEvent event, Deed deed) throws StorageException {
        var pending = announce(event);
        Runnable ending = pending::mayHaveHappened;
        try {
            deed.perform();
            ending = pending::happened;
        } catch (StorageException e) {
            ending = e.kind() == Kind.FAILED ? pending::mayHaveHappened : pending::dropped;
            throw e;
        } finally {
            // Behind an Error, too: what has no word said counts until the next start.
            ending.run();
        }
    }

    /**
     * Puts events of something that is about to happen into the spool.
     *
     * @return to be told what came of it
     * @throws StorageException BUSY while the spool is full, and FAILED if it cannot be written to
     */
    public Pending announce(HookEvent event) throws StorageException {
        check(event.happening(), event.paths());
        return prepare(event);
    }

    /**
     * Tells of what is over already, and was checked before.
     *
     * @throws StorageException FAILED if the spool cannot be written to
     */
    public void tell(HookEvent event) throws StorageException {
        prepare(event).happened();
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
    public void commit(FileSink sink, UploadEvent event) throws StorageException {
        var pending = prepare(event);
        var isCommitted = false;
        try {
            sink.commit();
            isCommitted = true;
        } finally {
            if (isCommitted) {
                pending.happened();
            } else if (sink.mayBeThere()) {
                pending.mayHaveHappened();
            } else {
                pending.dropped();
            }
        }
    }

    private Pending prepare(HookEvent event) throws StorageException {
        var entries = new ArrayList<Spool.Entry>();
        try {
            for (var hook : settings.get().of(event.happening(), event.paths())) {
                if (!hook.waits()) {
                    entries.add(spool.prepare(hook.name(), event));
                }
            }
            return new Pending(spool, deliveries, entries);
        } catch (IOException e) {
            entries.forEach(spool::drop);
            log(event.happening().word() + " fails: the spool cannot be written to: " + e);
            throw new StorageException(Kind.FAILED, event.paths().isEmpty() ? "" : event.paths().getFirst(),
                    "The event of it could not be written down; try again later, or tell the administrator.", e);
        }
    }

    private void log(String refusal) {
        lines.admits("").ifPresent(leftOut -> LOG.error("events: {}{}", refusal,
                leftOut > 0 ? "; " + leftOut + " such lines were left out before" : ""));
    }

    private List<Hook> of(VirtualPath path) {
        return settings.get().of(Happening.UPLOAD, List.of(path.toString()));
    }

    @Override
    public void close() {
        deliveries.close();
        caller.close();
    }
}
