package dev.ftpsd.server.protocol;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** PORT and EPRT take what is an address and a port by RFC 959 and RFC 2428, and nothing else. */
final class HostPortProperties {

    /** All octets, their neighbours, and what is far away. */
    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 255), Arbitraries.of(-1, 0, 255, 256, 999, 65_536));
    }

    @Property(tries = 1000)
    void port_takes_six_octets_with_a_port_and_nothing_else(
            @ForAll @Size(min = 4, max = 8) List<@From("numbers") Integer> numbers)
            throws Exception {
        var text = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        var valid = numbers.size() == 6 && numbers.stream().allMatch(number -> number >= 0 && number <= 255)
                && numbers.get(4) + numbers.get(5) > 0;
        if (!valid) {
            assertThrows(SyntaxException.class, () -> HostPort.parsePort(text), text);
            return;
        }
        var address = HostPort.parsePort(text);
        assertEquals(numbers.get(4) * 256 + numbers.get(5), address.getPort());
        assertEquals(numbers.subList(0, 4).stream().map(String::valueOf).collect(Collectors.joining(".")),
                address.getAddress().getHostAddress());
    }

    @Property(tries = 500)
    void what_227_says_port_understands(@ForAll @Size(4) byte[] host, @ForAll @IntRange(min = 1, max = 65_535) int port)
            throws Exception {
        var address = (Inet4Address) InetAddress.getByAddress(host);
        var numbers = HostPort.passiveText(address, port).replaceAll(".*\\((.*)\\)\\.", "$1");
        assertEquals(new InetSocketAddress(address, port), HostPort.parsePort(numbers));
    }

    /** Every ASCII character from 33 to 126, save those that an address has itself. */
    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.chars().range('!', '~')
                .filter(each -> Character.digit(each, 16) < 0 && each != '.' && each != ':');
    }

    @Property(tries = 500)
    void eprt_takes_every_delimiter_and_both_families(@ForAll("delimiters") char d, @ForAll @Size(16) byte[] sixteen,
            @ForAll boolean four, @ForAll @IntRange(min = 1, max = 65_535) int port) throws Exception {
        var address = InetAddress.getByAddress(four ? Arrays.copyOf(sixteen, 4) : sixteen);
        Assume.that(four || address instanceof Inet6Address);
        var text = "" + d + (four ? 1 : 2) + d + address.getHostAddress() + d + port + d;
        assertEquals(new InetSocketAddress(address, port), HostPort.parseEprt(text), text);
    }

    @Property(tries = 300)
    void eprt_takes_no_port_outside_of_its_range(@ForAll("ports") long port) throws Exception {
        var text = "|1|192.0.2.1|" + port + "|";
        if (port >= 1 && port <= 65_535) {
            assertEquals(port, HostPort.parseEprt(text).getPort());
        } else {
            assertThrows(SyntaxException.class, () -> HostPort.parseEprt(text), text);
        }
    }

    @Provide
    Arbitrary<Long> ports() {
        return Arbitraries.oneOf(Arbitraries.longs().between(-2, 66_000),
                Arbitraries.of(0L, 65_535L, 65_536L, 131_073L, Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Property(tries = 300)
    void eprt_of_another_family_is_522_and_of_none_501(@ForAll @IntRange(min = -3, max = 300) int family) {
        var text = "|" + family + "|192.0.2.1|2000|";
        var thrown = assertThrows(Exception.class,
                () -> HostPort.parseEprt(family == 1 ? text.replace("|1|192", "|2|192") : text));
        if (family < 0 || family > 255 || family == 1 || family == 2) {
            assertInstanceOf(SyntaxException.class, thrown, text);
        } else {
            assertInstanceOf(HostPort.UnsupportedProtocolException.class, thrown, text);
        }
    }

    /** A name would be looked up, a scope would choose an interface of ours, and inet_aton reads numbers in other ways. */
    @Property(tries = 200)
    void eprt_takes_no_name_no_scope_and_no_short_form(@ForAll("hosts") String host, @ForAll boolean four) {
        var text = "|" + (four ? 1 : 2) + "|" + host + "|2000|";
        assertThrows(SyntaxException.class, () -> HostPort.parseEprt(text), text);
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "1.2.3.4.5", "1.2.3.256",
                        "fe80::1%eth0",
                        "fe80::1%1", "[::1]", "::1::", "1:2:3:4:5:6:7:8:9", " 127.0.0.1", "127.0.0.1 ", "::g"),
                Arbitraries.strings().withCharRange('g', 'z').ofMaxLength(12));
    }
}
