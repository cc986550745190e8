package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import javax.net.ssl.SSLException;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** What TLS 1.3 says beside data, behind the handshake: alerts (RFC 8446 §6), and that keys change (§4.6.3). */
final class Messages {

    /** Content type of alerts. */
    static final int ALERT = 21;

    /** How long a KeyUpdate is. */
    static final int UPDATE_OCTETS = 5;

    private static final int WARNING = 1;
    private static final int CLOSE_NOTIFY = 0;
    private static final int USER_CANCELED = 90;

    private static final int KEY_UPDATE = 24;
    private static final int NOT_REQUESTED = 0;
    private static final int REQUESTED = 1;

    /** The alert that says that no more comes. */
    static final MemorySegment SENT_CLOSE_NOTIFY = constant(WARNING, CLOSE_NOTIFY);

    /** Says that what comes behind is under our next keys; the other side may keep its own. */
    static final MemorySegment SENT_UPDATE = constant(KEY_UPDATE, 0, 0, 1, NOT_REQUESTED);

    private Messages() {}

    private static MemorySegment constant(int... octets) {
        var memory = Arena.global().allocate(octets.length);
        for (var at = 0; at < octets.length; at++) {
            memory.set(JAVA_BYTE, at, (byte) octets[at]);
        }
        return memory.asReadOnly();
    }

    /**
     * Whether an alert is close_notify; if not, it says nothing, as user_canceled does, which Java's clients send before.
     *
     * @throws GivenUp for all others: under TLS 1.3 each is the end, whatever its level
     * @throws SSLException for what is no alert
     */
    static boolean isCloseNotify(MemorySegment alert) throws SSLException {
        if (alert.byteSize() != 2) {
            throw new SSLException("an alert of " + alert.byteSize() + " octets");
        }
        var description = Byte.toUnsignedInt(alert.get(JAVA_BYTE, 1));
        if (description != CLOSE_NOTIFY && description != USER_CANCELED) {
            throw new GivenUp(description);
        }
        return description == CLOSE_NOTIFY;
    }

    /** The client has sent an alert that ends the connection, and is answered nothing (RFC 8446 §6.2). */
    static final class GivenUp extends SSLException {

        private static final long serialVersionUID = 1L;

        private GivenUp(int description) {
            super("the client's alert " + description);
        }
    }

    /**
     * Whether a KeyUpdate asks for our keys to be changed as well.
     *
     * @throws SSLException for any other message: a client has none to send; and for one that shares its record, as those before a
     *         change of keys must not (RFC 8446 §5.1)
     */
    static boolean asksForUpdate(MemorySegment message) throws SSLException {
        var asked = message.byteSize() == UPDATE_OCTETS ? message.get(JAVA_BYTE, UPDATE_OCTETS - 1L) : -1;
        if ((asked != REQUESTED && asked != NOT_REQUESTED) || !isKeyUpdate(message)) {
            throw new SSLException("a message of the handshake behind its end");
        }
        return asked == REQUESTED;
    }

    private static boolean isKeyUpdate(MemorySegment message) {
        return message.asSlice(0, UPDATE_OCTETS - 1L).mismatch(SENT_UPDATE.asSlice(0, UPDATE_OCTETS - 1L)) == -1;
    }
}
