package dev.ftpsd.server.session;

import org.jspecify.annotations.Nullable;

/**
 * Whether a command of the session runs, which may outlive the connection: what is to be told at the end of the session waits
 * for what that command has still moved. Safe for several threads: the event loop begins commands, their own threads end them.
 */
public final class UnderWay {

    private boolean running;
    private @Nullable Runnable afterwards;

    /** A command begins; there is one at a time. */
    public synchronized void begins() {
        running = true;
    }

    /** The command has ended, however it did. Runs here what has waited for that. */
    public void ends() {
        var due = due();
        if (due == null) {
            return;
        }
        try {
            due.run();
        } finally {
            told();
        }
    }

    private synchronized @Nullable Runnable due() {
        running = false;
        return afterwards;
    }

    /** Only then: whoever waits for it to be told has it told. */
    private synchronized void told() {
        afterwards = null;
    }

    /** Runs {@code last}, once: here and now where no command runs, else on the thread of that command, at its end. */
    public void afterwards(Runnable last) {
        synchronized (this) {
            if (running) {
                afterwards = last;
                return;
            }
        }
        last.run();
    }

    /** Whether something waits for the end of the command. */
    public synchronized boolean isAwaited() {
        return afterwards != null;
    }
}
