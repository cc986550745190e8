package dev.ftpsd.server.admin.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.admin.socket.ControlClient.NoAnswerException;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What follows an answer, as it comes. */
final class StreamingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    /** Rows that a test gives; an empty one is the end. */
    private static final class Given implements Streamed.Rows {

        private final BlockingQueue<Optional<Map<String, Object>>> rows = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        void give(String text) {
            rows.add(Optional.of(Map.of("text", text)));
        }

        void end() {
            rows.add(Optional.empty());
        }

        @Override
        public Optional<Map<String, Object>> next() throws InterruptedException {
            return rows.take();
        }

        @Override
        public void close() {
            closed.countDown();
            end();
        }
    }

    /** Never ends, and never waits. */
    private static final class Flood implements Streamed.Rows {

        private volatile boolean closed;

        @Override
        public Optional<Map<String, Object>> next() {
            return closed ? Optional.empty() : Optional.of(Map.of("text", "x".repeat(1000)));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Path run() {
        return directory.resolve("run");
    }

    private static Response answer(Request request, Streamed.Rows rows) {
        return request.command().equals("trace") ? new Streamed(Answer.done("begins"), rows) : Answer.done("at once");
    }

    @Test
    void rows_come_one_by_one_whatever_they_hold() throws Exception {
        var given = new Given();
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, request -> answer(request, given), PATIENCE);
                var following = ControlClient.follow(run(), Request.of("trace"))) {
            assertEquals("begins", following.answer().message());
            given.give("one\n\u001b");
            assertEquals("one\n\u001b", following.next().get("text"));
            given.give("two");
            given.give("three");
            assertEquals("two", following.next().get("text"));
            assertEquals("three", following.next().get("text"));

            given.end();
            assertThrows(NoAnswerException.class, following::next);
        }
    }

    @Test
    void who_goes_away_is_noticed_also_when_there_is_nothing_to_tell() throws Exception {
        var given = new Given();
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, request -> answer(request, given), PATIENCE)) {
            ControlClient.follow(run(), Request.of("trace")).close();

            assertTrue(given.closed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void who_does_not_read_keeps_nobody_from_being_answered_nor_the_server_from_its_end() throws Exception {
        var flood = new Flood();
        try (var folder = RunFolder.take(run())) {
            var socket = ControlSocket.open(folder, request -> answer(request, flood), PATIENCE);
            try (var stopped = ControlClient.follow(run(), Request.of("trace"))) {
                assertEquals("begins", stopped.answer().message());
                assertEquals("at once", ControlClient.ask(run(), Request.of("who")).message());

                socket.close();
            }
        }
        Eventually.holds(() -> flood.closed, "nobody reads it any more");
    }

    @Test
    void the_last_row_arrives_also_when_the_socket_is_closed_behind_it() throws Exception {
        var given = new Given();
        try (var folder = RunFolder.take(run())) {
            var socket = ControlSocket.open(folder, request -> answer(request, given), PATIENCE);
            try (var following = ControlClient.follow(run(), Request.of("trace"))) {
                given.give("last");
                given.end();
                socket.close();

                assertEquals("last", following.next().get("text"));
            }
        }
    }

    @Test
    void a_refusal_has_nothing_behind_it() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, request -> Answer.refused("no"), PATIENCE);
                var following = ControlClient.follow(run(), Request.of("trace"))) {
            assertEquals("no", following.answer().message());
            assertThrows(NoAnswerException.class, following::next);
        }
    }
}
