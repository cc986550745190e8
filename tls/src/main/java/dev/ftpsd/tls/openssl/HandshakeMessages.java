package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import dev.ftpsd.tls.openssl.KeyAgreement.Group;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** What a server says in a handshake that resumes (RFC 8446 §4). */
final class HandshakeMessages {

    /** Content type that TLS 1.3 has for those who stand between alone (RFC 8446 §5 and §D.4). */
    private static final int CHANGE_CIPHER_SPEC = 20;

    private static final int SERVER_HELLO = 2;
    private static final int NEW_SESSION_TICKET = 4;
    private static final int ENCRYPTED_EXTENSIONS = 8;
    private static final int FINISHED = 20;

    private static final int HEADER_OCTETS = 4;
    private static final short LEGACY_VERSION = 0x0303;
    private static final short TLS_1_3 = 0x0304;
    private static final int RANDOM_OCTETS = 32;
    private static final int EXTENSION_HEADER = 4;

    private static final short APPLICATION_PROTOCOLS = 16;
    private static final short PRE_SHARED_KEY = 41;
    private static final short SUPPORTED_VERSIONS = 43;
    private static final short KEY_SHARE = 51;

    private static final byte[] CHANGED = {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1};

    private static final SecureRandom RANDOM = new SecureRandom();

    private HandshakeMessages() {}

    /** Whether a record is one that says nothing, and may come before a Finished. */
    static boolean saysNothing(ByteBuffer records, int length) {
        return length == CHANGED.length && records.get(records.position()) == CHANGE_CIPHER_SPEC
                && records.get(records.position() + CHANGED.length - 1) == 1;
    }

    private static ByteBuffer message(int type, int length) {
        return ByteBuffer.allocate(HEADER_OCTETS + length).putInt(type << 24 | length);
    }

    private static byte[] random(int octets) {
        var made = new byte[octets];
        RANDOM.nextBytes(made);
        return made;
    }

    /** Takes the first ticket, and a share in that group (§4.1.3). */
    static byte[] serverHello(byte[] sessionId, Suite13 suite, Group group, byte[] share) {
        var extensions = 3 * EXTENSION_HEADER + Short.BYTES + 2 * Short.BYTES + share.length + Short.BYTES;
        var head = Short.BYTES + RANDOM_OCTETS + 1 + sessionId.length + Short.BYTES + 1;
        return message(SERVER_HELLO, head + Short.BYTES + extensions)
                .putShort(LEGACY_VERSION).put(random(RANDOM_OCTETS))
                .put((byte) sessionId.length).put(sessionId)
                .putShort((short) suite.code()).put((byte) 0)
                .putShort((short) extensions)
                .putShort(SUPPORTED_VERSIONS).putShort((short) Short.BYTES).putShort(TLS_1_3)
                .putShort(KEY_SHARE).putShort((short) (2 * Short.BYTES + share.length))
                .putShort((short) group.code()).putShort((short) share.length).put(share)
                .putShort(PRE_SHARED_KEY).putShort((short) Short.BYTES).putShort((short) 0)
                .array();
    }

    /** @param protocol the one of the client's list (RFC 7301 §3.1); empty where it sent none */
    static byte[] encryptedExtensions(String protocol) {
        if (protocol.isEmpty()) {
            return message(ENCRYPTED_EXTENSIONS, Short.BYTES).array();
        }
        var name = protocol.getBytes(StandardCharsets.US_ASCII);
        var content = Short.BYTES + 1 + name.length;
        return message(ENCRYPTED_EXTENSIONS, Short.BYTES + EXTENSION_HEADER + content)
                .putShort((short) (EXTENSION_HEADER + content))
                .putShort(APPLICATION_PROTOCOLS).putShort((short) content)
                .putShort((short) (1 + name.length)).put((byte) name.length).put(name)
                .array();
    }

    /** Either side's, with that content (§4.4.4). */
    static byte[] finished(byte[] content) {
        return message(FINISHED, content.length).put(content).array();
    }

    /** @param lifetime in seconds (§4.6.1), a week at most */
    static byte[] ticket(long lifetime, byte[] nonce, byte[] ticket) {
        var length = 2 * Integer.BYTES + 1 + nonce.length + Short.BYTES + ticket.length + Short.BYTES;
        return message(NEW_SESSION_TICKET, length)
                .putInt((int) lifetime).put(random(Integer.BYTES))
                .put((byte) nonce.length).put(nonce)
                .putShort((short) ticket.length).put(ticket)
                .putShort((short) 0)
                .array();
    }

    /**
     * The records of all that the server says at once.
     *
     * @param isLookedFor whether somebody on the way may wait for a ChangeCipherSpec (§D.4)
     * @param rest encrypted by {@code keys}
     */
    static byte[] flight(byte[] serverHello, boolean isLookedFor, TrafficKeys keys, byte[] rest) {
        var sealed = Buffers.forSealed();
        var length = seal(rest, keys, sealed);
        var flight = ByteBuffer.allocate(RecordCipher.HEADER_OCTETS + serverHello.length
                + (isLookedFor ? CHANGED.length : 0) + length)
                .put((byte) Records.HANDSHAKE).putShort(LEGACY_VERSION).putShort((short) serverHello.length)
                .put(serverHello);
        if (isLookedFor) {
            flight.put(CHANGED);
        }
        return flight.put(sealed.asSlice(0, length).asByteBuffer()).array();
    }

    private static int seal(byte[] messages, TrafficKeys keys, MemorySegment target) {
        try (var memory = Arena.ofConfined()) {
            var plain = memory.allocateFrom(JAVA_BYTE, messages);
            var cipher = NumberedCipher.encrypting(keys, 0);
            try {
                return cipher.seal(Records.HANDSHAKE, plain, target);
            } finally {
                cipher.free();
            }
        }
    }
}
