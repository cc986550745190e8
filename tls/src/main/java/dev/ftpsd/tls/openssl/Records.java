package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;

/** The outside of TLS records (RFC 8446 §5.1): what can be read without a key. */
final class Records {

    /** Content type of handshake messages that are not encrypted, or of TLS 1.2. */
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    /** {@link #next}: the record has not come whole. */
    static final int INCOMPLETE = 0;

    private static final int HEADER_OCTETS = 5;
    private static final int LOWEST_TYPE = 20;
    private static final int HIGHEST_TYPE = 24;
    private static final int LONGEST_PAYLOAD = 16_384 + 2_048;

    /** The authentication tag: no suite that is spoken adds less to its plain text. */
    private static final int LEAST_OVERHEAD = 16;

    private Records() {}

    /**
     * How long the next record is with its header. What is no TLS record counts as one record to its end, so that the library
     * sees it and refuses it.
     */
    static int next(ByteBuffer source) {
        if (source.remaining() < HEADER_OCTETS) {
            return INCOMPLETE;
        }
        var type = type(source);
        var payload = octet(source, 3) << 8 | octet(source, 4);
        if (type < LOWEST_TYPE || type > HIGHEST_TYPE || octet(source, 1) != 3
                || payload > LONGEST_PAYLOAD) {
            return source.remaining();
        }
        return source.remaining() < HEADER_OCTETS + payload ? INCOMPLETE : HEADER_OCTETS + payload;
    }

    /** The content type of the next record, as far as it shows. */
    static int type(ByteBuffer source) {
        return octet(source, 0);
    }

    private static int octet(ByteBuffer source, int index) {
        return Byte.toUnsignedInt(source.get(source.position() + index));
    }

    /** The most plain text that an encrypted record of this length can hold. */
    static int plainOctets(int record) {
        return Math.clamp(record - HEADER_OCTETS - LEAST_OVERHEAD, 0, TlsSession.APPLICATION_OCTETS);
    }
}
