package dev.ftpsd.server.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ftpsd.server.support.FuzzTarget;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Octets to lines: wherever they are cut the same lines come out, as many as a plain model of RFC 854 and RFC 959 §5.3 counts; what
 * is kept between reads stays small, and nothing of it is left at the end.
 */
public final class DecoderTarget implements FuzzTarget {

    private static final int LIMIT = 128;

    /** A whole Telnet sequence, or one that the input ends in the middle of. */
    private static final Pattern TELNET =
            Pattern.compile("\\r\\x00|\\xff(?:[\\xfb-\\xfe](?:.|$)|\\xfa(?:[^\\xff]|\\xff[^\\xf0])*+"
                    + "(?:\\xff\\xf0|\\xff?$)|\\xff|[\\x00-\\xeb]|[\\xec-\\xfa]|$)", Pattern.DOTALL);

    /** What came out, and the most that was kept between two reads. */
    private record Decoded(List<Received> lines, long kept) {}

    @Override
    public void accept(byte[] input) {
        var whole = decode(input, input.length + 1);
        var cut = decode(input, 1 + (input.length == 0 ? 0 : input[0] & 0x1f));
        assertEquals(comparable(whole.lines()), comparable(cut.lines()));
        assertTrue(cut.kept() <= 8L * LIMIT, "kept: " + cut.kept());
        if (whole.lines().stream().noneMatch(DecoderTarget::endsTheModel)) {
            assertEquals(lineEnds(input), linesEnded(whole.lines(), input));
        }
    }

    private static Decoded decode(byte[] input, int piece) {
        var allocator = new UnpooledByteBufAllocator(false);
        var channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(new TelnetFilter(), new CommandLineDecoder(LIMIT, Wire.patient()));
        var lines = new ArrayList<Received>();
        var kept = 0L;
        for (int at = 0; at < input.length; at += piece) {
            channel.writeInbound(allocator.heapBuffer().writeBytes(input, at, Math.min(piece, input.length - at)));
            lines.addAll(Wire.lines(channel));
            channel.releaseOutbound();
            kept = Math.max(kept, allocator.metric().usedHeapMemory());
        }
        channel.finishAndReleaseAll();
        assertEquals(0, allocator.metric().usedHeapMemory(), "buffers are left");
        return new Decoded(lines, kept);
    }

    /**
     * Behind the first hostile octet nothing counts any more: the connection is closed there. How much of an overlong line has come
     * when it is told depends on the cuts.
     */
    private static List<Received> comparable(List<Received> lines) {
        var before = new ArrayList<Received>();
        for (var line : lines) {
            if (line instanceof Received.Hostile hostile) {
                before.add(hostile);
                return before;
            }
            before.add(line instanceof Received.Malformed(var code, var text, int size)
                    ? new Received.Malformed(code, text, 0)
                    : line);
        }
        return before;
    }

    private static boolean endsTheModel(Received line) {
        return line instanceof Received.Hostile
                || (line instanceof Received.Line(var command, int size) && command.verb().equals("AUTH"));
    }

    private static int lineEnds(byte[] input) {
        return Math.toIntExact(text(input).chars().filter(c -> c == '\n').count());
    }

    /** An overlong line is told when it is known to be one: its end may be still to come. */
    private static int linesEnded(List<Received> lines, byte[] input) {
        var text = text(input);
        var rest = text.substring(text.lastIndexOf('\n') + 1);
        return lines.size() - (rest.length() >= LIMIT ? 1 : 0);
    }

    /** The input without Telnet, in Latin-1: what IAC introduced but no command is stays, and a DM before a line goes. */
    private static String text(byte[] input) {
        var latin1 = new String(input, StandardCharsets.ISO_8859_1);
        var withoutTelnet = TELNET.matcher(latin1).replaceAll(found -> {
            var sequence = found.group();
            if (sequence.equals("\r\0")) {
                return "\r";
            }
            if (sequence.equals("\u00ff\u00ff")) {
                return "\u00fe";
            }
            return sequence.length() == 2 && sequence.charAt(1) < 0xec
                    ? Matcher.quoteReplacement(sequence.substring(1))
                    : "";
        });
        return withoutTelnet.replaceAll("(^|\n)\u00f2+", "$1");
    }
}
