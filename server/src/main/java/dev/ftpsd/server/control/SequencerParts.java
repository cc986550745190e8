package dev.ftpsd.server.control;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.session.Session;

/**
 * What the sequencer works with.
 *
 * @param commands runs each command on a virtual thread
 * @param upgrade begins and ends the handshake behind AUTH
 * @param idle is told when a command begins and ends
 * @param dialogue shows commands to whoever debugs
 * @param lifecycle greets, and hears of the end
 * @param commandsPerSecond what is faster waits; 0 for no limit
 */
record SequencerParts(Session session, CommandRunner runner, Executor commands, TlsUpgrade upgrade, IdleGuard idle,
        Dialogue dialogue, Lifecycle lifecycle, IntSupplier commandsPerSecond) {

    /**
     * Runs a line on a thread of its own. Whatever is thrown there, the line has an outcome: a session without one would stay
     * for ever.
     *
     * @param loop takes the outcome
     */
    void start(Received received, Executor loop, Consumer<Outcome> finished) {
        commands.execute(() -> {
            Outcome outcome = CommandRunner.BROKEN;
            try {
                outcome = run(received);
            } finally {
                answer(loop, finished, outcome);
            }
        });
    }

    /** What is to be known of a line before it runs. */
    LineKind kind(Received received) {
        return LineKind.of(received, runner);
    }

    private static void answer(Executor loop, Consumer<Outcome> finished, Outcome outcome) {
        try {
            loop.execute(() -> finished.accept(outcome));
        } catch (RejectedExecutionException e) {
            // The server has stopped while this command still ran: nobody is there to be answered.
        }
    }

    private Outcome run(Received received) {
        return switch (received) {
            case Received.Line(var command, int size) -> {
                dialogue.client(session, command);
                yield runner.run(session, command);
            }
            case Received.Malformed(var code, var text, int size) -> runner.malformed(session, code, text);
            case Received.Hostile hostile -> throw new IllegalStateException("never queued");
        };
    }
}
