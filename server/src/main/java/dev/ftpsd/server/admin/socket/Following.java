package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;

import dev.ftpsd.server.admin.socket.ControlClient.NoAnswerException;

/** The command line's end of a {@link Streamed} answer. One thread. */
public final class Following implements AutoCloseable {

    private static final int LONGEST_ROW = 1024 * 1024;

    private final SocketChannel channel;
    private final LineReader lines;
    private final Answer answer;

    /** @throws IOException if no answer comes */
    Following(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.lines = new LineReader(channel, LONGEST_ROW);
        this.answer = Answer.parse(lines.next());
    }

    /** What came first. */
    public Answer answer() {
        return answer;
    }

    /**
     * Waits for the next row.
     *
     * @throws NoAnswerException if the server has gone
     */
    public Map<String, Object> next() throws NoAnswerException {
        try {
            return JsonReader.object(lines.next());
        } catch (IOException | IllegalArgumentException e) {
            throw new NoAnswerException("the server has gone (" + e.getMessage() + "); its log says why", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which was wanted.
        }
    }
}
