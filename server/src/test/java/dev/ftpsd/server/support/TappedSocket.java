package dev.ftpsd.server.support;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection that remembers what came over it, below TLS. */
public final class TappedSocket extends Socket {

    /** Longer than anything here takes, shorter than anybody's patience. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final int SESSION_PORT = 21;

    private static final int RECORD_HEADER = 5;
    private static final byte CHANGE_CIPHER_SPEC = 20;

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    private byte[] before = {};
    private int flights;
    private boolean answered = true;

    private TappedSocket(InetAddress from, int port) throws IOException {
        super(InetAddress.getLoopbackAddress(), port, from, 0);
    }

    /** Connects to a port of this machine. */
    public static TappedSocket connect(int port) throws IOException {
        return connect(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to a port of this machine from another of its addresses. */
    public static TappedSocket connect(InetAddress from, int port) throws IOException {
        var socket = new TappedSocket(from, port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The next octets that are written have these before them, in one segment: a client that does not know of its proxy. */
    public TappedSocket sayBefore(byte[] octets) {
        before = octets;
        return this;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {

            @Override
            public void write(int octet) throws IOException {
                write(new byte[]{(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                var whole = Arrays.copyOf(before, before.length + length);
                System.arraycopy(source, offset, whole, before.length, length);
                before = new byte[0];
                count(whole);
                out.write(whole);
            }
        };
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
                    answered = true;
                }
                return count;
            }
        };
    }

    /** The port that it is connected to. */
    public int port() {
        return super.getPort();
    }

    /** change_cipher_spec, which TLS 1.3 sends for the sake of others, leaves in the midst of what the server says. */
    private void count(byte[] written) {
        if (answered && written.length > 0 && written[0] != CHANGE_CIPHER_SPEC) {
            flights++;
            answered = false;
        }
    }

    /** How often something was written after the other side had been heard: each waited for an answer, so for a round trip. */
    public int flights() {
        return flights;
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
