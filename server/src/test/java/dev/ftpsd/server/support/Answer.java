package dev.ftpsd.server.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One reply.
 *
 * @param code its number
 * @param lines as they came, CR LF taken off
 */
public record Answer(int code, List<String> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /** Reads one reply with all of its lines; null when the stream ends before its last one. */
    static @Nullable Answer read(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        while (true) {
            var line = readLine(in);
            if (line == null) {
                return null;
            }
            lines.add(line);
            var code = lines.getFirst().substring(0, 3);
            if (line.startsWith(code + " ")) {
                return new Answer(Integer.parseInt(code), lines);
            }
        }
    }

    private static @Nullable String readLine(InputStream in) throws IOException {
        var octets = new ByteArrayOutputStream();
        for (int octet = readOctet(in); octet >= 0; octet = readOctet(in)) {
            if (octet == '\n') {
                return octets.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            octets.write(octet);
        }
        return null;
    }

    /** A reset is an end as well. */
    private static int readOctet(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return -1;
        }
    }

    /** The last line behind the number. */
    public String text() {
        return lines.getLast().substring(4);
    }

    @Override
    public String toString() {
        return String.join(" | ", lines);
    }
}
