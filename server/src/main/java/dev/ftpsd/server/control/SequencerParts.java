package dev.ftpsd.server.control;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.Lane;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.session.Session;
import io.netty.util.concurrent.EventExecutor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What the sequencer works with.
 *
 * @param commands runs each command that is not brief on a thread of its own
 * @param upgrade begins and ends the handshake behind AUTH
 * @param idle is told when a command begins and ends
 * @param dialogue shows commands to whoever debugs
 * @param lifecycle greets, and hears of the end
 * @param commandsPerSecond what is faster waits; 0 for no limit
 */
record SequencerParts(Session session, CommandRunner runner, Executor commands, TlsUpgrade upgrade, IdleGuard idle,
        Dialogue dialogue, Lifecycle lifecycle, IntSupplier commandsPerSecond) {

    private static final Logger LOG = LogManager.getLogger(SequencerParts.class);

    /**
     * Runs a line on a thread of its own, or here where that is over sooner. Whatever is thrown there, the line has an outcome: a
     * session without one would stay for ever.
     *
     * @param loop takes the outcome; the caller is on it
     */
    void start(Received received, EventExecutor loop, Consumer<Outcome> finished) {
        Runnable task = () -> {
            Outcome outcome = CommandRunner.BROKEN;
            try {
                outcome = run(received);
            } finally {
                session.slot().underWay().ends();
                answer(loop, finished, outcome);
            }
        };
        session.slot().underWay().begins();
        if (isBrief(received)) {
            task.run();
            return;
        }
        try {
            commands.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the server ends", session);
            session.slot().underWay().ends();
            answer(loop, finished, CommandRunner.BROKEN);
        } catch (OutOfMemoryError e) {
            LOG.error("{}: no thread for a command; the session is closed", session, e);
            session.slot().underWay().ends();
            answer(loop, finished, CommandRunner.BROKEN);
        }
    }

    private boolean isBrief(Received received) {
        return received instanceof Received.Line(var command, int size) && runner.isBrief(session, command);
    }

    /** What is to be known of a line before it runs. */
    LineKind kind(Received received) {
        return LineKind.of(received, runner);
    }

    /** Whether it is an ABOR, switched off or not. */
    boolean isAbort(Received received) {
        return received instanceof Received.Line(var command, int size)
                && runner.table().find(command.verb()).filter(spec -> spec.lane() == Lane.ABORTS).isPresent();
    }

    private static void answer(EventExecutor loop, Consumer<Outcome> finished, Outcome outcome) {
        try {
            if (outcome instanceof Outcome.Replied(var reply, var hold) && !hold.isZero()) {
                loop.schedule(() -> finished.accept(outcome), hold.toNanos(), TimeUnit.NANOSECONDS);
            } else {
                loop.execute(() -> finished.accept(outcome));
            }
        } catch (RejectedExecutionException e) {
            // The server has stopped while this command still ran: nobody is there to be answered.
        }
    }

    private void show(CommandLine command) {
        if (!dialogue.isSeen(session)) {
            return;
        }
        if (runner.table().find(command.verb()).isPresent()) {
            dialogue.client(session, command);
        } else {
            dialogue.unknown(session, command);
        }
    }

    private Outcome run(Received received) {
        return switch (received) {
            case Received.Line(var command, int size) -> {
                show(command);
                yield runner.run(session, command);
            }
            case Received.Malformed(var code, var text, int size) -> {
                dialogue.malformed(session);
                yield runner.malformed(session, code, text);
            }
            case Received.Hostile hostile -> throw new IllegalStateException("never queued");
        };
    }
}
