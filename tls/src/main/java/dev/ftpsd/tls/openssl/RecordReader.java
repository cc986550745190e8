package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import javax.net.ssl.SSLException;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * Opens the records of the other side (RFC 8446 §5.2), in their order, and goes along when it changes its keys (§4.6.3). One thread at a
 * time; nothing may be called behind {@link #free}.
 */
final class RecordReader {

    /** {@link #read}: close_notify has come. */
    static final int CLOSED = -1;

    /** So many records in a row that bring nothing are meant to keep us busy; OpenSSL has the same bound. */
    static final int MOST_IDLE = 32;

    /** RFC 8446 §5.2: data, with its type and padding. */
    private static final int LONGEST_INNER = TlsSession.APPLICATION_OCTETS + 1;

    private final Runnable whenAsked;
    private final NumberedCipher cipher;
    private int idle;
    private boolean hasRead;

    /**
     * Begins behind what somebody else has read.
     *
     * @param number of the next record
     * @param whenAsked called when the other side wants our keys to be changed, too
     */
    RecordReader(TrafficKeys keys, long number, Runnable whenAsked) {
        this.cipher = NumberedCipher.decrypting(keys, number);
        this.whenAsked = whenAsked;
    }

    /**
     * Opens the next record.
     *
     * @param record whole, with its header, as {@link Records#next} has found it
     * @param target room for {@link RecordCipher#innerOctets} of it
     * @return how many octets of data it brought, at the start of the target; 0 for none, or {@link #CLOSED}
     * @throws Forged if it is not the other side's next record
     * @throws SSLException if it says what must not be said
     */
    int read(MemorySegment record, MemorySegment target) throws SSLException {
        var inner = RecordCipher.innerOctets(record.byteSize());
        if (record.get(JAVA_BYTE, 0) != Records.APPLICATION_DATA || inner < 1
                || inner > LONGEST_INNER || !cipher.open(record, target)) {
            Errors.clear();
            throw new Forged();
        }
        hasRead = true;
        var opened = inner(target, inner);
        var type = opened.byteSize() == 0 ? 0 : opened.get(JAVA_BYTE, opened.byteSize() - 1);
        var content = opened.asSlice(0, Math.max(0, opened.byteSize() - 1));
        return switch (type) {
            case Records.APPLICATION_DATA -> data(content.byteSize());
            case Messages.ALERT -> alert(content);
            case Records.HANDSHAKE -> update(content);
            default -> throw new SSLException("a record of type " + type);
        };
    }

    /**
     * Content and type of a record, without its padding.
     *
     * @param octets as many as it had with it
     */
    static MemorySegment inner(MemorySegment opened, int octets) {
        var left = octets;
        while (left > 0 && opened.get(JAVA_BYTE, left - 1L) == 0) {
            left--;
        }
        return opened.asSlice(0, left);
    }

    /** What has come is not the client's next record. */
    static final class Forged extends SSLException {

        private static final long serialVersionUID = 1L;

        private Forged() {
            super("a record that is not the client's next one");
        }
    }

    private int data(long octets) throws SSLException {
        idle = octets == 0 ? idle + 1 : 0;
        return octets == 0 ? nothing() : (int) octets;
    }

    private int nothing() throws SSLException {
        if (idle > MOST_IDLE) {
            throw new SSLException("records without end that bring nothing");
        }
        return 0;
    }

    private int alert(MemorySegment content) throws SSLException {
        if (Messages.isCloseNotify(content)) {
            return CLOSED;
        }
        idle++;
        return nothing();
    }

    private int update(MemorySegment content) throws SSLException {
        var asked = Messages.asksForUpdate(content);
        cipher.changeKeys();
        if (asked) {
            whenAsked.run();
        }
        idle++;
        return nothing();
    }

    /** Whether any record has been opened. */
    boolean hasRead() {
        return hasRead;
    }

    /** Frees the native side; once. */
    void free() {
        cipher.free();
    }
}
