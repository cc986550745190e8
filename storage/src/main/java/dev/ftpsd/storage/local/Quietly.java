package dev.ftpsd.storage.local;

import java.io.Closeable;
import java.io.IOException;

/** Closes what was only read, or what is thrown away: where a failure has nothing left to tell. */
final class Quietly {

    /** A step of tidying up. */
    interface Step {
        void run() throws IOException;
    }

    private Quietly() {}

    static void close(Closeable closeable) {
        attempt(closeable::close);
    }

    static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            // The failure that matters has been thrown already, or the name has gone, which is what was wanted.
        }
    }
}
