package dev.ftpsd.server.control;

import java.util.concurrent.Executor;
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

    /** Runs a line to its outcome, on the command's thread. */
    Outcome run(Received received) {
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
