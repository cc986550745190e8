package dev.ftpsd.server.address;

import java.net.Inet4Address;
import java.net.InetAddress;

/** From where an address can be reached. */
final class Reach {

    /** RFC 6598: between a provider and its customers. */
    private static final int CARRIER_GRADE = 0x6440;
    private static final int CARRIER_GRADE_MASK = 0xffc0;
    /** RFC 4193. */
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private Reach() {}

    /** Whether it means the same machine wherever it is asked for. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()) {
            return false;
        }
        var octets = address.getAddress();
        return address instanceof Inet4Address
                ? (((octets[0] & 0xff) << 8 | (octets[1] & 0xff)) & CARRIER_GRADE_MASK) != CARRIER_GRADE
                : (octets[0] & UNIQUE_LOCAL_MASK) != UNIQUE_LOCAL;
    }
}
