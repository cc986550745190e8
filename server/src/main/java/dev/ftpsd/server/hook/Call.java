package dev.ftpsd.server.hook;

import org.jspecify.annotations.Nullable;

/**
 * One call that may be broken off from another thread: by ABOR, or at the end of the server.
 */
final class Call {

    private @Nullable Runnable end;
    private volatile boolean broken;

    /** How it can be ended from now on; at once where somebody wanted that before. */
    synchronized void endsBy(Runnable action) {
        end = action;
        if (broken) {
            action.run();
        }
    }

    /** Ends it. */
    synchronized void breakOff() {
        broken = true;
        if (end != null) {
            end.run();
        }
    }

    /** Whether it has been ended. Waits for nobody, so that it may be asked under the lock that the end of it takes. */
    boolean isBroken() {
        return broken;
    }

    /** What came of it. */
    sealed interface Answer {

        /** The hook is content. */
        record Yes() implements Answer {}

        /** The hook says no: the upload is refused, or the call is to come again. */
        record No(String reason) implements Answer {}

        /**
         * There was no answer.
         *
         * @param reason for the log; nothing that a hook has written
         */
        record None(String reason) implements Answer {}
    }
}
