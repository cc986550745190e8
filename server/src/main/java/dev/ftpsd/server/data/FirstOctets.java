package dev.ftpsd.server.data;

import dev.ftpsd.tls.ClientHello;
import io.netty.buffer.ByteBuf;

/** What the first octets of a data connection show: a handshake, or a file that comes in clear. */
final class FirstOctets {

    /** Enough of a TLS record to know that it is a ClientHello: 16 03 0x length 01. */
    private static final int HELLO_PREFIX = 6;

    private FirstOctets() {}

    /** Whether they are, or may become, a ClientHello. */
    static boolean mayBeHello(ByteBuf bytes) {
        var start = bytes.readerIndex();
        var length = bytes.readableBytes();
        return (length < 1 || bytes.getByte(start) == 0x16)
                && (length < 2 || bytes.getByte(start + 1) == 0x03)
                && (length < HELLO_PREFIX || bytes.getByte(start + 5) == 0x01);
    }

    /** Whether they are the beginning of one. */
    static boolean beginHello(ByteBuf bytes) {
        return bytes.readableBytes() >= HELLO_PREFIX && mayBeHello(bytes);
    }

    /** Whether a ClientHello that they begin is not whole yet. */
    static boolean areIncomplete(ByteBuf bytes) {
        return bytes.readableBytes() < HELLO_PREFIX || ClientHello.isIncomplete(bytes.nioBuffer());
    }
}
