package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;

/**
 * TYPE A: lines end with CR LF on the wire and with LF in the file (RFC 959 §3.1.1.1). It remembers one octet, so that a pair
 * split between two buffers is treated as one. Use one instance for one transfer in one direction.
 */
public final class AsciiTranslation {

    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private boolean lastWasCr;

    /**
     * File to wire: a LF that no CR precedes becomes CR LF; what is CR LF already stays.
     *
     * @param target needs room for twice what remains in {@code source} to take all of it; otherwise some remains in source
     */
    public void toWire(ByteBuffer source, ByteBuffer target) {
        while (source.hasRemaining() && target.remaining() >= 2) {
            var octet = source.get();
            if (octet == LF && !lastWasCr) {
                target.put(CR);
            }
            target.put(octet);
            lastWasCr = octet == CR;
        }
    }

    /**
     * Wire to file: CR LF becomes LF; a CR that no LF follows stays.
     *
     * @param target needs room for one octet more than remains in {@code source}
     */
    public void toFile(ByteBuffer source, ByteBuffer target) {
        while (source.hasRemaining()) {
            var octet = source.get();
            if (lastWasCr && octet != LF) {
                target.put(CR);
            }
            lastWasCr = octet == CR;
            if (!lastWasCr) {
                target.put(octet);
            }
        }
    }

    /** The end of an upload: a CR that was held back, because a LF might have followed, belongs to the file. */
    public void endOfInput(ByteBuffer target) {
        if (lastWasCr) {
            target.put(CR);
            lastWasCr = false;
        }
    }
}
