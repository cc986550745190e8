package dev.ftpsd.server.control;

import java.util.List;
import java.util.TreeSet;

import io.netty.channel.embedded.EmbeddedChannel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whatever comes, where TCP cuts it changes nothing. */
final class LineSplittingProperties {

    private static final int LIMIT = 40;

    /** Mostly the octets that mean something to Telnet, to UTF-8 and to lines. */
    @Provide
    Arbitrary<List<Byte>> streams() {
        var telling =
                Arbitraries.of(255, 255, 254, 253, 252, 251, 250, 240, 242, 244, 13, 13, 10, 10, 0, 32, 0x16, 0xc3,
                        0xa4, 0x41, 0x55, 0x54, 0x48, 0x67, 0x3a);
        var any = Arbitraries.integers().between(0, 255);
        return Arbitraries.frequencyOf(Tuple.of(8, telling), Tuple.of(2, any))
                .map(octet -> (byte) (int) octet).list().ofMaxSize(300);
    }

    @Property(tries = 500)
    void any_split_of_any_octets_gives_the_same_lines(@ForAll("streams") List<Byte> stream,
            @ForAll List<Integer> cuts) {
        var octets = new byte[stream.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = stream.get(i);
        }
        assertEquals(lines(octets), lines(octets, places(cuts, octets.length)));
    }

    private static int[] places(List<Integer> cuts, int length) {
        var places = new TreeSet<Integer>();
        cuts.forEach(cut -> places.add(Math.floorMod(cut, length + 1)));
        return places.stream().mapToInt(place -> place).toArray();
    }

    /** Up to what ends the connection: what is behind it is never looked at. Sizes of overlong lines depend on the reads. */
    private static List<String> lines(byte[] octets, int... cuts) {
        var channel = new EmbeddedChannel(new TelnetFilter(), new CommandLineDecoder(LIMIT, Wire.patient()));
        Wire.feed(channel, octets, cuts);
        var lines = Wire.lines(channel);
        channel.finishAndReleaseAll();
        var shown = lines.stream().map(LineSplittingProperties::show).toList();
        var end = shown.indexOf("hostile");
        return end < 0 ? shown : shown.subList(0, end + 1);
    }

    private static String show(Received received) {
        return switch (received) {
            case Received.Line line -> line.toString();
            case Received.Malformed malformed -> malformed.code() + " " + malformed.text();
            case Received.Hostile hostile -> "hostile";
        };
    }
}
