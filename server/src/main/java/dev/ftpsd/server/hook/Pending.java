package dev.ftpsd.server.hook;

import java.io.IOException;
import java.util.List;

import dev.ftpsd.server.hook.Spool.Entry;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The events, one for each hook, of something that is about to happen: they are in the spool, and one of these methods says what came of
 * it. Without a word, as after a kill, the next process decides. For a thread that may wait.
 */
public final class Pending {

    private static final Logger LOG = LogManager.getLogger(Pending.class);

    private final Spool spool;
    private final Deliveries deliveries;
    private final List<Entry> entries;

    /** @param entries none where no hook asks */
    Pending(Spool spool, Deliveries deliveries, List<Entry> entries) {
        this.spool = spool;
        this.deliveries = deliveries;
        this.entries = List.copyOf(entries);
    }

    /** It has happened: from now on they are delivered. */
    public void happened() {
        for (var entry : entries) {
            try {
                spool.ready(entry);
                deliveries.add(entry);
            } catch (IOException e) {
                logLater(entry, e);
            }
        }
    }

    /** It did not happen. */
    public void dropped() {
        entries.forEach(spool::drop);
    }

    /** Something went wrong in it: they are told if it can be seen, as behind a kill in that moment. Twice is better than never. */
    void mayHaveHappened() {
        for (var entry : entries) {
            try {
                if (spool.isThere(entry)) {
                    deliveries.add(entry);
                }
            } catch (IOException e) {
                logLater(entry, e);
            }
        }
    }

    private static void logLater(Entry entry, IOException e) {
        LOG.error("events: {} is delivered after a restart alone: {}", entry.id(), e.toString());
    }
}
