package dev.ftpsd.tls.openssl;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.tls.openssl.KeyAgreement.Group;
import org.jspecify.annotations.Nullable;

/**
 * A ClientHello that shows a ticket under TLS 1.3 and asks for nothing else (RFC 8446 §4.1.2 and §4.2.11). Whatever is unusual about one,
 * or wrong, leaves it to OpenSSL, which knows how to answer.
 */
final class ResumingHello {

    private static final int LENGTH_AT = 3;
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int LEGACY_VERSION = 0x0303;
    private static final int TLS_1_3 = 0x0304;
    private static final int RANDOM_OCTETS = 32;
    private static final int LONGEST_SESSION_ID = 32;
    private static final int PSK_WITH_KEY_AGREEMENT = 1;
    private static final int HYBRID = 0x11EC;

    private static final int MAX_FRAGMENT_LENGTH = 1;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int APPLICATION_PROTOCOLS = 16;
    private static final int PRE_SHARED_KEY = 41;
    private static final int EARLY_DATA = 42;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int COOKIE = 44;
    private static final int PSK_MODES = 45;
    private static final int KEY_SHARE = 51;

    private final byte[] message;
    private final Set<Integer> suites = new HashSet<>();
    private final Set<Integer> groups = new HashSet<>();
    private final List<String> protocols = new ArrayList<>();
    private byte[] sessionId = {};
    private byte[] ticket = {};
    private byte[] binder = {};
    private int boundOctets;
    private boolean is13;
    private boolean hasMode;
    private @Nullable Group group;
    private byte[] share = {};

    private ResumingHello(byte[] message) {
        this.message = message;
    }

    /** Reads the first record; empty for all but what this class is for. The buffer's position stays. */
    static Optional<ResumingHello> read(ByteBuffer records) {
        try {
            var length = Short.toUnsignedInt(records.getShort(records.position() + LENGTH_AT));
            if (Records.type(records) != Records.HANDSHAKE || length > TlsSession.APPLICATION_OCTETS) {
                return Optional.empty();
            }
            var message = new byte[length];
            records.get(records.position() + RECORD_HEADER, message);
            var hello = new ResumingHello(message);
            return hello.parse(ByteBuffer.wrap(message)) && hello.isWhole() ? Optional.of(hello) : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return is13 && hasMode && group != null && groups.contains(group.code()) && ticket.length > 0
                && binder.length > 0;
    }

    private boolean parse(ByteBuffer in) {
        if (in.getInt() != (CLIENT_HELLO << 24 | message.length - MESSAGE_HEADER) || word(in) != LEGACY_VERSION) {
            return false;
        }
        in.position(in.position() + RANDOM_OCTETS);
        sessionId = octets(part(in, octet(in)));
        for (var list = part(in, word(in)); list.hasRemaining();) {
            suites.add(word(list));
        }
        var isUncompressed = octet(in) == 1 && octet(in) == 0;
        return isUncompressed && sessionId.length <= LONGEST_SESSION_ID && word(in) == in.remaining() && extensions(in);
    }

    private boolean extensions(ByteBuffer in) {
        var seen = new HashSet<Integer>();
        while (in.hasRemaining()) {
            var type = word(in);
            var content = part(in, word(in));
            if (!seen.add(type) || !extension(type, content) || (type == PRE_SHARED_KEY && in.hasRemaining())) {
                return false;
            }
        }
        return true;
    }

    private boolean extension(int type, ByteBuffer in) {
        return switch (type) {
            case MAX_FRAGMENT_LENGTH, EARLY_DATA, COOKIE -> false;
            case SUPPORTED_VERSIONS -> versions(part(in, octet(in))) && !in.hasRemaining();
            case PSK_MODES -> modes(part(in, octet(in))) && !in.hasRemaining();
            case SUPPORTED_GROUPS -> groups(part(in, word(in))) && !in.hasRemaining();
            case APPLICATION_PROTOCOLS -> protocols(part(in, word(in))) && !in.hasRemaining();
            case KEY_SHARE -> shares(part(in, word(in))) && !in.hasRemaining();
            case PRE_SHARED_KEY -> ticket(in);
            default -> true;
        };
    }

    private boolean versions(ByteBuffer list) {
        while (list.hasRemaining()) {
            is13 |= word(list) == TLS_1_3;
        }
        return is13;
    }

    private boolean modes(ByteBuffer list) {
        while (list.hasRemaining()) {
            hasMode |= octet(list) == PSK_WITH_KEY_AGREEMENT;
        }
        return hasMode;
    }

    private boolean groups(ByteBuffer list) {
        while (list.hasRemaining()) {
            groups.add(word(list));
        }
        return true;
    }

    private boolean protocols(ByteBuffer list) {
        while (list.hasRemaining()) {
            protocols.add(StandardCharsets.ISO_8859_1.decode(part(list, octet(list))).toString());
        }
        return !protocols.isEmpty() && !protocols.contains("");
    }

    /** X25519 is the cheaper one, wherever it stands. A hybrid group would be better still, and is OpenSSL's. */
    private boolean shares(ByteBuffer list) {
        var seen = new HashSet<Integer>();
        while (list.hasRemaining()) {
            var code = word(list);
            var content = octets(part(list, word(list)));
            if (code == HYBRID || !seen.add(code)) {
                return false;
            }
            var known = Group.of(code);
            if (known.isPresent() && group != Group.X25519) {
                group = known.get();
                share = content;
            }
        }
        return group != null;
    }

    /** The first of the tickets, and its binder: clients show one. */
    private boolean ticket(ByteBuffer in) {
        var identities = part(in, word(in));
        ticket = octets(part(identities, word(identities)));
        identities.getInt(); // its age, which counts for early data alone
        boundOctets = message.length - in.remaining();
        var binders = part(in, word(in));
        binder = octets(part(binders, octet(binders)));
        return !in.hasRemaining() && !identities.hasRemaining() && !binders.hasRemaining();
    }

    private static int octet(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static int word(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static ByteBuffer part(ByteBuffer in, int length) {
        var part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    private static byte[] octets(ByteBuffer part) {
        var octets = new byte[part.remaining()];
        part.get(octets);
        return octets;
    }

    /** The message with its header. */
    byte[] message() {
        return message;
    }

    /** How much of the message the binder binds (RFC 8446 §4.2.11.2). */
    int boundOctets() {
        return boundOctets;
    }

    byte[] binder() {
        return binder;
    }

    byte[] ticket() {
        return ticket;
    }

    /** What comes back to the client as it is, for what stands on the way (RFC 8446 §D.4). */
    byte[] sessionId() {
        return sessionId;
    }

    boolean offers(Suite13 suite) {
        return suites.contains(suite.code());
    }

    /** Application protocols; none where the client sent no list. */
    List<String> protocols() {
        return List.copyOf(protocols);
    }

    /** In which the secret is agreed on. */
    Group group() {
        if (group == null) {
            throw new IllegalStateException("a hello without a share is not read");
        }
        return group;
    }

    byte[] share() {
        return share;
    }
}
