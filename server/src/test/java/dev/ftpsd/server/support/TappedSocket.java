package dev.ftpsd.server.support;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection that remembers what came over it, below TLS. */
public final class TappedSocket extends Socket {

    /** Longer than anything here takes, shorter than anybody's patience. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final int SESSION_PORT = 21;

    private static final int RECORD_HEADER = 5;

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    private TappedSocket(int port) throws IOException {
        super(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to a port of this machine. */
    public static TappedSocket connect(int port) throws IOException {
        var socket = new TappedSocket(port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** SunJSSE keeps sessions under the port of the socket below: the same for control and data lets data resume. */
    @Override
    public int getPort() {
        return SESSION_PORT;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                var octet = new byte[1];
                return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                var count = super.read(target, offset, length);
                if (count > 0) {
                    arrived.write(target, offset, count);
                }
                return count;
            }
        };
    }

    /** The port that it is connected to. */
    public int port() {
        return super.getPort();
    }

    /** How many octets have come. */
    public int octets() {
        return arrived.size();
    }

    /** The lengths of the TLS records that have come from {@code from} on, an offset into {@link #octets()}. */
    public List<Integer> recordLengths(int from) {
        var bytes = arrived.toByteArray();
        var lengths = new ArrayList<Integer>();
        var at = from;
        while (at + RECORD_HEADER <= bytes.length) {
            var length = ((bytes[at + 3] & 0xff) << 8) | (bytes[at + 4] & 0xff);
            lengths.add(length);
            at += RECORD_HEADER + length;
        }
        return lengths;
    }

    /** Breaks the connection with RST. */
    public void reset() throws IOException {
        setSoLinger(true, 0);
        close();
    }
}
