package dev.ftpsd.auth;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AddressRangeTest {

    private static boolean covers(String range, String address) {
        return AddressRange.parse(range).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.0/24, 203.0.113.0, true", "203.0.113.0/24, 203.0.113.255, true",
            "203.0.113.0/24, 203.0.114.0, false", "203.0.113.0/24, 203.0.112.255, false",
            "203.0.113.5, 203.0.113.5, true",
            "203.0.113.5, 203.0.113.4, false", "203.0.113.4/31, 203.0.113.5, true",
            "203.0.113.4/31, 203.0.113.6, false",
            "0.0.0.0/0, 255.255.255.255, true", "0.0.0.0/0, ::1, false", "128.0.0.0/1, 127.255.255.255, false",
            "2001:db8::/32, 2001:db8:ffff::1, true", "2001:db8::/32, 2001:db9::, false", "::1, ::1, true",
            "::/0, 2001:db8::1, true", "::/0, 203.0.113.5, false", "2001:db8::/33, 2001:db8:7fff::, true",
            "2001:db8::/33, 2001:db8:8000::, false"})
    void a_range_covers_the_addresses_that_share_its_prefix(String range, String address, boolean covered) {
        assertEquals(covered, covers(range, address));
    }

    @Test
    void an_ipv4_address_in_ipv6_clothes_is_ipv4() throws UnknownHostException {
        var bytes = new byte[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 203, 0, 113, 5};
        var mapped = Inet6Address.getByAddress(null, bytes, -1);

        assertTrue(AddressRange.parse("203.0.113.0/24").contains(mapped));
        assertFalse(AddressRange.parse("::/0").contains(mapped));
        assertEquals(AddressRange.parse("203.0.113.0/24"), AddressRange.parse("::ffff:203.0.113.0/120"));
        assertEquals(AddressRange.parse("203.0.113.5"), AddressRange.parse("::ffff:cb00:7105"));
        assertEquals(AddressRange.parse("0.0.0.0/0"), AddressRange.parse("::ffff:0:0/96"));
        assertEquals(AddressRange.parse("203.0.113.5"), new AddressRange(mapped, 32));
    }

    @Test
    void the_zone_of_a_link_local_address_does_not_count() throws UnknownHostException {
        var bytes = InetAddress.ofLiteral("fe80::1").getAddress();

        assertTrue(AddressRange.parse("fe80::/10").contains(Inet6Address.getByAddress(null, bytes, 1)));
        assertTrue(AddressRange.parse("fe80::1").contains(Inet6Address.getByAddress(null, bytes, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "example.org", "example.org/24", "203.0.113", "203.0.113.0.1", "10",
            "10.1/8",
            "010.0.0.1", "203.0.113.256", "203.0.113.5 ", " 203.0.113.5", "-1.0.0.0", "0x7f.0.0.1", "[::1]", "::1%lo",
            "fe80::1%1",
            "::1::", "1:2:3", "12345::", "::ffff:203.0.113.999", "all", "*", "203.0.113.*", "٢٠٣.0.113.5", "/24", ":",
            "::g"})
    void what_is_no_literal_address_is_refused_and_never_looked_up(String text) {
        var error = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));

        assertTrue(String.valueOf(error.getMessage()).startsWith("'" + text + "' is not an address"),
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/", "203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/024", "203.0.113.0/24/8",
            "203.0.113.0/255.255.255.0", "203.0.113.0/999", "203.0.113.0/99999999999", "203.0.113.0/ 24",
            "2001:db8::/129"})
    void a_malformed_prefix_is_refused(String text) {
        var error = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));

        assertTrue(String.valueOf(error.getMessage()).contains("needs a prefix"), error.getMessage());
    }

    @Test
    void an_address_with_bits_behind_its_prefix_is_refused_with_both_corrections() {
        var error = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse("203.0.113.5/24"));

        assertEquals("203.0.113.5/24 has address bits behind its prefix: write 203.0.113.0/24 for the network"
                + " or 203.0.113.5 for the one address", error.getMessage());
    }

    @Test
    void a_range_over_both_versions_is_refused() {
        var error = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse("::ffff:0:0/95"));

        assertTrue(String.valueOf(error.getMessage()).contains("mixes IPv4 and IPv6"), error.getMessage());
    }

    @Property
    void a_range_covers_an_address_if_and_only_if_their_leading_bits_are_equal(@ForAll @Size(4) byte[] one,
            @ForAll @Size(4) byte[] other, @ForAll @IntRange(max = 32) int prefix) throws UnknownHostException {
        var shift = 32 - prefix;
        var equal = new BigInteger(1, one).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
        var range = AddressRange.around(InetAddress.getByAddress(one), prefix, 64);

        assertEquals(equal, range.contains(InetAddress.getByAddress(other)));
        assertEquals(range, AddressRange.parse(range.toString()));
    }

    @Property
    void a_range_reads_back_what_it_shows(@ForAll @Size(16) byte[] address, @ForAll @IntRange(max = 128) int prefix)
            throws UnknownHostException {
        var range = AddressRange.around(InetAddress.getByAddress(address), 32, prefix);

        assertEquals(range, AddressRange.parse(range.toString()));
        assertTrue(range.contains(InetAddress.getByAddress(address)));
    }
}
