package dev.ftpsd.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 §2.3), such as {@code 203.0.113.0/24}; a single address
 * is a range of one.
 *
 * <p>An IPv4 address that arrives as IPv6 ({@code ::ffff:203.0.113.5}) is IPv4 here, in ranges and in questions alike:
 * otherwise a dual-stack listener would let a client around an IPv4 rule. So {@code 0.0.0.0/0} is all of IPv4 and
 * {@code ::/0} all of the rest. Names are never looked up: whoever runs the reverse zone would write the rule.
 *
 * @param network the first address of the range
 * @param prefix the number of leading bits that count, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record AddressRange(InetAddress network, int prefix) {

    private static final int MAPPED_PREFIX = 96;
    // Shorter forms ("10.1") and leading zeros (octal to some) mean different addresses to different readers.
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]+");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");

    public AddressRange {
        network = unmapped(network);
        var bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix /" + prefix + " is not within 0 to " + bits);
        }
        var first = masked(network, prefix);
        if (!first.equals(network)) {
            throw new IllegalArgumentException(network.getHostAddress() + "/" + prefix
                    + " has address bits behind its prefix: write " + first.getHostAddress() + "/" + prefix
                    + " for the network or " + network.getHostAddress() + " for the one address");
        }
    }

    /**
     * Reads {@code 203.0.113.0/24}, {@code 2001:db8::/32} or a single address.
     *
     * @throws IllegalArgumentException if it is anything else, names included; the message says what and how to mend it
     */
    public static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            throw notARange(text);
        }

        var address = parseLiteral(literal, text);
        var bits = literal.indexOf(':') < 0 ? Integer.SIZE : 2 * Long.SIZE;
        var prefix = slash < 0 ? bits : parsePrefix(text.substring(slash + 1), bits, text);
        if (bits == Integer.SIZE || !(address instanceof Inet4Address)) {
            return new AddressRange(address, prefix);
        }
        if (prefix < MAPPED_PREFIX) {
            throw new IllegalArgumentException(
                    "'" + text + "' mixes IPv4 and IPv6: write one rule for each, such as 0.0.0.0/0 and ::/0");
        }
        return new AddressRange(address, prefix - MAPPED_PREFIX);
    }

    /** The range of {@code ipv4Prefix} or {@code ipv6Prefix} bits that {@code address} lies in, whichever it is. */
    public static AddressRange around(InetAddress address, int ipv4Prefix, int ipv6Prefix) {
        var plain = unmapped(address);
        var prefix = plain instanceof Inet4Address ? ipv4Prefix : ipv6Prefix;
        return new AddressRange(masked(plain, prefix), prefix);
    }

    /** Whether {@code address} lies in this range. A zone ({@code fe80::1%eth0}) does not count. */
    public boolean contains(InetAddress address) {
        var plain = unmapped(address);
        return plain.getAddress().length == network.getAddress().length && masked(plain, prefix).equals(network);
    }

    /** The CIDR notation. */
    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }

    private static InetAddress parseLiteral(String literal, String whole) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw notARange(whole);
        }
    }

    private static int parsePrefix(String prefix, int bits, String whole) {
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("'" + whole + "' needs a prefix of 0 to " + bits + " behind its slash");
        }
        return Integer.parseInt(prefix);
    }

    private static IllegalArgumentException notARange(String text) {
        return new IllegalArgumentException("'" + text + "' is not an address or a network: write 203.0.113.5,"
                + " 203.0.113.0/24 or 2001:db8::/32 (names are not looked up)");
    }

    private static InetAddress unmapped(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == Integer.BYTES || !isMapped(bytes)) {
            return ofBytes(bytes);
        }
        return ofBytes(Arrays.copyOfRange(bytes, MAPPED_PREFIX / Byte.SIZE, bytes.length));
    }

    /** RFC 4291 §2.5.5.2: ten bytes of zeros, two of ones. */
    private static boolean isMapped(byte[] bytes) {
        for (var i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static InetAddress masked(InetAddress address, int prefix) {
        var bytes = address.getAddress();
        for (var i = 0; i < bytes.length; i++) {
            var kept = Math.clamp((long) prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return ofBytes(bytes);
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }
}
