package dev.ftpsd.bench;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what TLS records carry without decrypting them: it is the server that is measured, and the client must be the faster one.
 * Of TLS 1.3 with AES-GCM, where each record of application data has a tag of 16 octets and an octet for the type in it.
 */
final class Records {

    private static final int HEADER = 5;
    private static final int OVERHEAD = 17;
    private static final int APPLICATION_DATA = 23;
    /** An alert has two octets, and the one that comes within application data is close_notify. */
    private static final int ALERT = OVERHEAD + 2;

    private final byte[] buffer;
    private final byte[] header = new byte[HEADER];
    private int inHeader;
    private int left;
    private long carried;
    private boolean closed;

    /** @param buffer that is read into */
    Records(byte[] buffer) {
        this.buffer = buffer;
    }

    /** Reads up to close_notify or the end; how many octets the records carried, handshake messages behind the handshake included. */
    long drain(InputStream in) throws IOException {
        while (!closed) {
            var count = in.read(buffer);
            if (count < 0) {
                break;
            }
            look(count);
        }
        return carried;
    }

    private void look(int count) {
        for (int at = 0; at < count;) {
            if (left > 0) {
                var skipped = Math.min(left, count - at);
                left -= skipped;
                at += skipped;
                continue;
            }
            header[inHeader++] = buffer[at++];
            if (inHeader == HEADER) {
                inHeader = 0;
                left = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
                if (header[0] == APPLICATION_DATA) {
                    closed |= left == ALERT;
                    carried += left - OVERHEAD;
                }
            }
        }
    }
}
