package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What sends a long download from the transfer's own thread, past the event loop. */
sealed interface DirectSender extends AutoCloseable permits SocketSender, ThreadSender {

    /**
     * Sends all of a direct buffer, and waits while the client is slower. A full one may be held back until the next.
     *
     * @throws IOException if the connection is broken; a {@link DataFailure} says more
     */
    void send(ByteBuffer plain) throws IOException;

    /**
     * Sends what has been held back, and waits as {@link #send} does.
     *
     * @throws IOException as above
     */
    void flush() throws IOException;

    /** Gives the connection back; what the event loop is given behind this finds it as it was. */
    @Override
    void close();

    /** What of it can fail. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Runs a step, unless the transfer has failed; that is what counts also if it fails meanwhile. */
    static void run(DataInbox inbox, Step step) throws DataFailure {
        inbox.throwIfFailed();
        try {
            step.run();
        } catch (DataFailure e) {
            throw e;
        } catch (IOException e) {
            inbox.throwIfFailed();
            throw new DataFailure(DataFailure.Kind.BROKEN, LoopSender.CLOSED, e);
        }
        inbox.throwIfFailed();
    }
}
