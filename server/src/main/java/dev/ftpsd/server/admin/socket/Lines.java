package dev.ftpsd.server.admin.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
        var line = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                var octet = buffer.get();
                if (octet == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(octet);
            }
            if (line.size() > longest) {
                throw new IOException("a line longer than " + longest + " bytes");
            }
        }
        throw new EOFException("no whole line");
    }

    /** Writes a line and its end. */
    static void write(ByteChannel channel, String line) throws IOException {
        var bytes = StandardCharsets.UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
