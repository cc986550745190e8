package dev.ftpsd.server.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** PROXY headers as proxies send them, and as attackers do. */
final class Header {

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int VERSION_AND_PROXY = 0x21;
    private static final int VERSION_AND_LOCAL = 0x20;

    private Header() {}

    /** Version 1, a line. */
    static byte[] text(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2 for a TCP connection between these ends. */
    static byte[] binary(InetSocketAddress client, InetSocketAddress server) {
        return binary(client, server, 0);
    }

    /** The same with one extension of so many octets, its own three included; 0 for none. */
    static byte[] binary(InetSocketAddress client, InetSocketAddress server, int extension) {
        var from = client.getAddress().getAddress();
        var to = server.getAddress().getAddress();
        var body = ByteBuffer.allocate(from.length * 2 + 4 + extension).put(from).put(to)
                .putShort((short) client.getPort()).putShort((short) server.getPort());
        if (extension > 0) {
            // PP2_TYPE_NOOP: the reader is to skip it.
            body.put((byte) 4).putShort((short) (extension - 3));
        }
        return binary(VERSION_AND_PROXY, from.length == 4 ? 0x11 : 0x21, body.array());
    }

    /** Version 2 of a proxy that speaks for itself, such as in a health check. */
    static byte[] local() {
        return binary(VERSION_AND_LOCAL, 0, new byte[0]);
    }

    /** Version 2 with that family and transport. */
    static byte[] ofFamily(int family, byte[] body) {
        return binary(VERSION_AND_PROXY, family, body);
    }

    private static byte[] binary(int command, int family, byte[] body) {
        return ByteBuffer.allocate(16 + body.length).put(SIGNATURE).put((byte) command).put((byte) family)
                .putShort((short) body.length).put(body).array();
    }

    static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static byte[] and(byte[] header, String behind) {
        var more = behind.getBytes(StandardCharsets.US_ASCII);
        var whole = Arrays.copyOf(header, header.length + more.length);
        System.arraycopy(more, 0, whole, header.length, more.length);
        return whole;
    }
}
