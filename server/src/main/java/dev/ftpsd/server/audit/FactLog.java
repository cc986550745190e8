package dev.ftpsd.server.audit;

import java.util.function.Supplier;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Where facts go: to those who look on, and to the log, there as often as an administrator can read. Any thread. */
final class FactLog {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.events");

    private final Traces traces;
    private final LineLimits limits = new LineLimits();

    FactLog(Traces traces) {
        this.traces = traces;
    }

    /** For all. */
    void write(Level level, Fact fact) {
        traces.tell(fact);
        LOG.log(level, fact);
    }

    /** For the log alone. */
    void unseen(Level level, Fact fact) {
        LOG.log(level, fact);
    }

    /** For those who want to know everything: it is made where there are any. */
    void detail(Supplier<Fact> fact) {
        if (LOG.isDebugEnabled() || traces.areOpen()) {
            write(Level.DEBUG, fact.get());
        }
    }

    /** For all who look on, and for the log unless that session or its address has had too many. */
    void ofSession(EventLog.Who who, Level level, Fact fact) {
        traces.tell(fact);
        limits.ofSession(who, () -> LOG.log(level, fact));
    }

    /** For all, unless that address, of which there is no session, has had too many. */
    void ofAddress(String address, Level level, Supplier<Fact> fact) {
        limits.ofAddress(address, () -> write(level, fact.get()));
    }

    /** For the log, unless that hook has had too many. */
    void ofHook(String hook, Level level, Fact fact) {
        limits.ofHook(hook, () -> LOG.log(level, fact));
    }
}
