package dev.ftpsd.server.control;

import java.util.Set;

import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.Lane;

/**
 * What the sequencer must know of a line.
 *
 * @param lane how it gets past a command that runs
 * @param abortable whether ABOR ends it while it runs: transfers, and hashes
 * @param turnsTls whether TLS begins or ends behind it, AUTH or REIN, so that nothing may be sent along with it
 */
record LineKind(Lane lane, boolean abortable, boolean turnsTls) {

    private static final Set<String> TURNS = Set.of("AUTH", "REIN");

    /** An unknown command, or none at all. */
    static final LineKind PLAIN = new LineKind(Lane.IN_TURN, false, false);

    static LineKind of(Received received, CommandRunner runner) {
        return received instanceof Received.Line(var command, int size)
                ? runner.table().find(command.verb())
                        .map(spec -> new LineKind(runner.isDenied(spec) ? Lane.IN_TURN : spec.lane(), spec.abortable(),
                                TURNS.contains(spec.verb())))
                        .orElse(PLAIN)
                : PLAIN;
    }
}
