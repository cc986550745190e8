package dev.ftpsd.server.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** Feeds octets to handlers and reads what they make of them. */
final class Wire {

    private Wire() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One octet for each number. */
    static byte[] octets(int... values) {
        var octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    static byte[] join(byte[]... parts) {
        var joined = Unpooled.wrappedBuffer(parts);
        var octets = new byte[joined.readableBytes()];
        joined.readBytes(octets);
        return octets;
    }

    /** Gives the octets in pieces that end at the given places. */
    static void feed(EmbeddedChannel channel, byte[] octets, int... cuts) {
        var from = 0;
        for (var cut : cuts) {
            channel.writeInbound(Unpooled.buffer().writeBytes(octets, from, cut - from));
            from = cut;
        }
        channel.writeInbound(Unpooled.buffer().writeBytes(octets, from, octets.length - from));
    }

    /** All octets that came through, or were sent, one buffer after the other. */
    static byte[] drain(EmbeddedChannel channel, boolean outbound) {
        var all = Unpooled.buffer();
        for (ByteBuf next = read(channel, outbound); next != null; next = read(channel, outbound)) {
            all.writeBytes(next);
            next.release();
        }
        return Arrays.copyOf(all.array(), all.readableBytes());
    }

    private static ByteBuf read(EmbeddedChannel channel, boolean outbound) {
        return outbound ? channel.readOutbound() : channel.readInbound();
    }

    /** A deadline for lines that nobody meets in a test. */
    static LineDeadline patient() {
        return new LineDeadline(Duration.ofHours(1), () -> {});
    }

    /** What the decoder handed out. */
    static List<Received> lines(EmbeddedChannel channel) {
        var lines = new ArrayList<Received>();
        for (Received next = channel.readInbound(); next != null; next = channel.readInbound()) {
            lines.add(next);
        }
        return lines;
    }
}
