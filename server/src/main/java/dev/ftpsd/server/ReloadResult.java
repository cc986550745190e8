package dev.ftpsd.server;

import java.util.List;

/** What came of a reload: all of it, or nothing. */
sealed interface ReloadResult {

    /**
     * In force.
     *
     * @param generation counts the configurations of this process; that of the start is 1
     * @param changes in words, of users, keys and listeners
     * @param atRestart the keys that wait for the next start, those of earlier reloads included
     * @param warnings what the administrator should know, a line each
     */
    record InForce(long generation, List<String> changes, List<String> atRestart, List<String> warnings)
            implements ReloadResult {

        /** {@code generation 7: users +1 -1 ~2, limits.idle-timeout 15m -> 5m, listeners unchanged}. */
        @Override
        public String toString() {
            return "generation " + generation + ": " + String.join(", ", changes)
                    + (atRestart.isEmpty() ? "" : "; at the next start: " + String.join(", ", atRestart));
        }
    }

    /**
     * Nothing has changed.
     *
     * @param problems every mistake, a line each
     */
    record Refused(List<String> problems) implements ReloadResult {}
}
