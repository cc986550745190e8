package dev.ftpsd.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A client's first message (RFC 8446 §4.1.2), read before an engine is chosen for it. It comes from anybody, so that nothing is
 * believed of it: what cannot be read is left to an engine, which refuses it properly.
 *
 * @param body the handshake message without its header, from version to extensions
 */
public record ClientHello(ByteBuffer body) {

    /** As much as the engines read of one message. */
    private static final int LONGEST = 32_768;

    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int VERSION_AND_RANDOM = 34;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;

    /** Whether there is more to come: false when the message is whole, and when it is none or too long. */
    public static boolean isIncomplete(ByteBuffer records) {
        try {
            var message = message(records.slice());
            return message.remaining() < MESSAGE_HEADER || message.remaining() < MESSAGE_HEADER + length(message);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The message in whole records; empty where it is none. The buffer's position stays. */
    public static Optional<ClientHello> read(ByteBuffer records) {
        try {
            var message = message(records.slice());
            var length = length(message);
            return Optional.of(new ClientHello(message.slice(message.position() + MESSAGE_HEADER, length)));
        } catch (IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The host that the client asks for (SNI, RFC 6066 §3), as it was sent; empty where it asks for none. */
    public String serverName() {
        try {
            var in = body.slice();
            in.position(VERSION_AND_RANDOM);
            skip(in, in.get() & 0xFF);
            skip(in, in.getShort() & 0xFFFF);
            skip(in, in.get() & 0xFF);
            var extensions = part(in, in.getShort() & 0xFFFF);
            while (extensions.hasRemaining()) {
                var type = extensions.getShort() & 0xFFFF;
                var content = part(extensions, extensions.getShort() & 0xFFFF);
                if (type == SERVER_NAME) {
                    return hostName(content);
                }
            }
            return "";
        } catch (IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    private static String hostName(ByteBuffer content) {
        var names = part(content, content.getShort() & 0xFFFF);
        while (names.hasRemaining()) {
            var type = names.get();
            var name = part(names, names.getShort() & 0xFFFF);
            if (type == HOST_NAME) {
                return StandardCharsets.US_ASCII.decode(name).toString();
            }
        }
        return "";
    }

    /** What the records carry, put together; as much as is there. */
    private static ByteBuffer message(ByteBuffer records) {
        var message = ByteBuffer.allocate(Math.min(LONGEST, records.remaining()));
        while (records.remaining() >= RECORD_HEADER) {
            if (records.get() != HANDSHAKE) {
                throw new IllegalArgumentException("no handshake record");
            }
            records.getShort();
            var length = records.getShort() & 0xFFFF;
            var here = Math.min(length, records.remaining());
            if (length == 0 || here > message.remaining()) {
                throw new IllegalArgumentException("an empty record, or more than anybody's ClientHello");
            }
            message.put(part(records, here));
        }
        return message.flip();
    }

    private static int length(ByteBuffer message) {
        var length = message.getInt(0) & 0xFFFFFF;
        if (message.get(0) != CLIENT_HELLO || length > LONGEST - MESSAGE_HEADER) {
            throw new IllegalArgumentException("no ClientHello");
        }
        return length;
    }

    private static ByteBuffer part(ByteBuffer in, int length) {
        var part = in.slice(in.position(), length);
        skip(in, length);
        return part;
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }
}
