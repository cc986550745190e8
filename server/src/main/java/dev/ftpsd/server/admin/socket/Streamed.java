package dev.ftpsd.server.admin.socket;

import java.util.Map;
import java.util.Optional;

/**
 * An answer with lines of JSON behind it, one by one as they come, until they end or whoever asked has gone.
 *
 * @param answer goes first
 * @param rows what follows it
 */
public record Streamed(Answer answer, Rows rows) implements Response {

    /** What each line holds. It is closed when nobody reads it any more, also while another thread waits for the next. */
    public interface Rows extends AutoCloseable {

        /** Waits for the next; empty at the end, which also comes soon after {@link #close}. */
        Optional<Map<String, Object>> next() throws InterruptedException;

        @Override
        void close();
    }
}
