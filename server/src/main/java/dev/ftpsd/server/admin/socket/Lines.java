package dev.ftpsd.server.admin.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 over a channel that waits. */
final class Lines {

    private Lines() {}

    /**
     * The first line, without its end.
     *
     * @param longest in bytes
     * @throws EOFException if the channel ends before the line does
     * @throws IOException if it is longer
     */
    static String read(ByteChannel channel, int longest) throws IOException {
        return new LineReader(channel, longest).next();
    }

    /** Writes a line and its end. */
    static void write(ByteChannel channel, String line) throws IOException {
        var bytes = StandardCharsets.UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
