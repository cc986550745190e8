package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.ftpsd.server.audit.Json;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The connections of the control socket over which lines go as they come, each on a thread of its own. */
final class Streaming {

    private static final Logger LOG = LogManager.getLogger(Streaming.class);

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /** Sends all of it, on the calling thread; a client that reads slowly is waited for by nobody else. */
    void send(SocketChannel channel, Streamed streamed) throws IOException {
        running.add(Thread.currentThread());
        try (var rows = streamed.rows()) {
            Lines.write(channel, streamed.answer().toLine());
            Thread.ofVirtual().name("control-client").start(() -> awaitEnd(channel, rows));
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                Lines.write(channel, Json.write(row.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** The client sends nothing more, so whatever wakes this is its end, or ours. */
    private static void awaitEnd(SocketChannel channel, Streamed.Rows rows) {
        try {
            while (channel.read(ByteBuffer.allocate(64)) >= 0) {
                // Nobody asked for it.
            }
        } catch (IOException e) {
            LOG.trace("control socket: the connection is closed", e);
        } finally {
            rows.close();
        }
    }

    /** Waits until the last lines of those that have ended have left, no longer than that. */
    void awaitLast(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var thread : running) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
