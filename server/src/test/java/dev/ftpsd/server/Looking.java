package dev.ftpsd.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.admin.socket.Streamed;
import dev.ftpsd.server.config.SettingsReader;
import org.opentest4j.AssertionFailedError;

/** Who looks on at a server as {@code ftpsd trace} does, save for the socket and the terminal. */
final class Looking implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Streamed streamed;
    private final BlockingQueue<String> come = new LinkedBlockingQueue<>();
    private boolean reads;

    private Looking(Streamed streamed) {
        this.streamed = streamed;
    }

    /** Begins with what is said from now on. */
    static Looking at(TestServer server, Map<String, String> parameters) throws Exception {
        var users = new SettingsReader(Map.of()).read(server.conf()).users();
        var response = new TraceRequests(server.server(), () -> users, request -> Answer.refused("another request"))
                .apply(new Request("trace", parameters));
        return switch (response) {
            case Streamed streamed -> new Looking(streamed);
            case Answer(var exit, var message, var body) -> throw new AssertionFailedError(message);
        };
    }

    /** What a trace that does not begin is refused with. */
    static String refusal(TestServer server, Map<String, String> parameters) throws Exception {
        try (var _ = at(server, parameters)) {
            throw new IllegalStateException("it began");
        } catch (AssertionFailedError e) {
            return String.valueOf(e.getMessage());
        }
    }

    String words() {
        return streamed.answer().message();
    }

    /** Lines such as {@code client STOR a}, up to and with the first that begins with {@code last}; nothing is read before. */
    List<String> until(String last) throws InterruptedException {
        if (!reads) {
            reads = true;
            Thread.startVirtualThread(this::read);
        }
        var lines = new ArrayList<String>();
        do {
            var line = come.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionFailedError("there is no " + last + ": " + lines);
            }
            lines.add(line);
        } while (!lines.getLast().startsWith(last));
        return lines;
    }

    private void read() {
        try {
            for (var row = streamed.rows().next(); row.isPresent(); row = streamed.rows().next()) {
                come.add(row.get().get("kind") + " " + row.get().get("text"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        streamed.rows().close();
    }
}
