package dev.ftpsd.server.admin.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads lines of UTF-8 from a channel that waits. One thread. */
final class LineReader {

    private final ReadableByteChannel channel;
    private final int longest;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192).flip();

    /** @param longest that a line may be, in bytes */
    LineReader(ReadableByteChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /**
     * The next line, without its end.
     *
     * @throws EOFException if the channel ends before the line does
     * @throws IOException if it is longer than may be
     */
    String next() throws IOException {
        var line = new ByteArrayOutputStream();
        do {
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
        } while (more());
        throw new EOFException("no whole line");
    }

    private boolean more() throws IOException {
        var come = channel.read(buffer.clear());
        buffer.flip();
        return come >= 0;
    }
}
