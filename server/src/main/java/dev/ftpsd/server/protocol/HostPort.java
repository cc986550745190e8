package dev.ftpsd.server.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The host-port strings of PORT and 227 (RFC 959 §3.3, §4.1.2), EPRT and 229 (RFC 2428). Names are never looked up. */
public final class HostPort {

    private HostPort() {}

    /** Reads {@code h1,h2,h3,h4,p1,p2}: six decimal numbers of 0 to 255; the port is 1 to 65535. */
    public static InetSocketAddress parsePort(String argument) throws SyntaxException {
        var parts = argument.split(",", -1);
        if (parts.length != 6) {
            throw new SyntaxException("PORT takes six numbers: h1,h2,h3,h4,p1,p2");
        }

        var octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) Numbers.parse(parts[i], 255, "a number of PORT");
        }
        var port = (octets[4] & 0xff) << 8 | (octets[5] & 0xff);
        return socketAddress(new byte[]{octets[0], octets[1], octets[2], octets[3]}, port);
    }

    /**
     * Reads {@code <d>proto<d>address<d>port<d>} (RFC 2428 §2), where d is any character from 33 to 126.
     *
     * @throws UnsupportedProtocolException for a network protocol other than 1 (IPv4) and 2 (IPv6): 522
     */
    public static InetSocketAddress parseEprt(String argument) throws SyntaxException, UnsupportedProtocolException {
        if (argument.isEmpty() || argument.charAt(0) < 33 || argument.charAt(0) > 126) {
            throw new SyntaxException("EPRT takes |protocol|address|port|");
        }
        var parts = argument.substring(1).split(Pattern.quote(argument.substring(0, 1)), -1);
        if (parts.length != 4 || !parts[3].isEmpty()) {
            throw new SyntaxException("EPRT takes |protocol|address|port|");
        }

        var protocol = Numbers.parse(parts[0], 255, "the protocol of EPRT");
        if (protocol != 1 && protocol != 2) {
            throw new UnsupportedProtocolException();
        }
        var port = (int) Numbers.parse(parts[2], 65_535, "the port of EPRT");
        return new InetSocketAddress(literal(parts[1], protocol == 1), checkedPort(port));
    }

    /** The text of 227: {@code Entering Passive Mode (h1,h2,h3,h4,p1,p2).} */
    public static String passiveText(Inet4Address host, int port) {
        var octets = host.getAddress();
        return "Entering Passive Mode (%d,%d,%d,%d,%d,%d).".formatted(octets[0] & 0xff, octets[1] & 0xff,
                octets[2] & 0xff, octets[3] & 0xff, port >> 8, port & 0xff);
    }

    /** The text of 229 (RFC 2428 §3). Nothing may follow the bracket: some clients take it for part of the port. */
    public static String extendedPassiveText(int port) {
        return "Entering Extended Passive Mode (|||" + port + "|)";
    }

    private static InetAddress literal(String text, boolean four) throws SyntaxException {
        var address = four ? literal4(text) : literal6(text);
        if (four != address instanceof Inet4Address) {
            throw new SyntaxException("the address of EPRT does not belong to its protocol");
        }
        return address;
    }

    /** Four numbers with dots between: Java, as inet_aton, would take "127.1" as well. */
    private static InetAddress literal4(String text) throws SyntaxException {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new SyntaxException("EPRT takes a numeric IPv4 address");
        }
        try {
            return Inet4Address.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("EPRT takes a numeric IPv4 address");
        }
    }

    private static InetAddress literal6(String text) throws SyntaxException {
        // A scope ("fe80::1%eth0") names an interface of this machine: not the client's to choose. Brackets are of URLs.
        if (text.indexOf('%') >= 0 || text.indexOf(':') < 0 || text.indexOf('[') >= 0) {
            throw new SyntaxException("EPRT takes a numeric IPv6 address without a scope");
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("EPRT takes a numeric IPv6 address without a scope");
        }
    }

    private static InetSocketAddress socketAddress(byte[] host, int port) throws SyntaxException {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host), checkedPort(port));
        } catch (UnknownHostException e) {
            throw new SyntaxException("not an address");
        }
    }

    private static int checkedPort(int port) throws SyntaxException {
        if (port == 0) {
            throw new SyntaxException("port 0 cannot be connected to");
        }
        return port;
    }

    /** EPRT or EPSV named a network protocol that is not spoken here: 522 (1,2). */
    public static final class UnsupportedProtocolException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
