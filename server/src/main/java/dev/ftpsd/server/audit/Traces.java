package dev.ftpsd.server.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.TraceLine.Kind;

/**
 * Who looks on at what sessions say and do. While nobody does, whoever tells looks at one field, and makes no text. Any thread, event
 * loops included.
 */
public final class Traces implements AutoCloseable {

    /** Each holds one of the places at the control socket, and requests such as kick must always find one. */
    private static final int MOST = 8;

    private volatile List<Trace> open = List.of();
    private boolean closed;

    /** Whether anybody looks on. */
    public boolean areOpen() {
        return !open.isEmpty();
    }

    /** Begins one; empty where there are {@value #MOST} already, or the server ends. */
    public synchronized Optional<Trace> open(Trace.Whose whose) {
        if (closed || open.size() >= MOST) {
            return Optional.empty();
        }
        var trace = new Trace(whose, this::remove);
        open = Stream.concat(open.stream(), Stream.of(trace)).toList();
        return Optional.of(trace);
    }

    private synchronized void remove(Trace ended) {
        open = open.stream().filter(trace -> trace != ended).toList();
    }

    /** Something is said; {@code lines} are made where somebody sees them. */
    public void tell(Who who, Kind kind, Supplier<List<String>> lines) {
        for (var trace : open) {
            if (trace.follows(who)) {
                lines.get().forEach(line -> trace.add(TraceLine.now(who, kind, line)));
            }
        }
    }

    /** A session turns out to be one that is looked for: what was said before is over, and told in short. */
    public void introduce(Who who, Supplier<String> text) {
        open.stream().filter(trace -> trace.isNew(who)).forEach(trace -> trace.introduce(who, text.get()));
    }

    /** A fact, if it is of a session or of an address. */
    void tell(Fact fact) {
        if (areOpen()) {
            fact.whose().ifPresent(who -> tell(who, Kind.EVENT, () -> List.of(fact.withoutWho())));
        }
    }

    /** The server ends, and all of them. */
    @Override
    public void close() {
        List<Trace> last;
        synchronized (this) {
            closed = true;
            last = open;
        }
        last.forEach(Trace::close);
    }
}
