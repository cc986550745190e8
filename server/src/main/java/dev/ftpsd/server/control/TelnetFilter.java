package dev.ftpsd.server.control;

import java.util.function.BooleanSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Takes Telnet out of the stream (RFC 1123 §4.1.2.12): commands are dropped, options refused, {@code IAC IAC} is one octet 255,
 * and {@code CR NUL} is CR. It remembers one state between reads, so that a sequence may be split anywhere.
 *
 * <p>Clients send one octet of {@code IAC IP IAC DM} as urgent data, and something on the way may lose it. What is left, a DM
 * or an IAC alone, is dropped as well, so that the ABOR behind it stays whole.
 *
 * <p>Where 255 is a letter of the client's character set, it is left in the midst of a line as it came: there clients send it for
 * that letter, doubled or not, and Telnet comes before the verb.
 */
final class TelnetFilter extends ChannelInboundHandlerAdapter {

    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SUBNEGOTIATION = 250;
    private static final int SUBNEGOTIATION_END = 240;
    private static final int DATA_MARK = 242;

    /** No octet below is a Telnet command (RFC 854; 236 to 239 are those of RFC 1184 and 885). */
    private static final int FIRST_COMMAND = 236;

    private enum State {
        TEXT, AFTER_CR, COMMAND, OPTION_OFFERED, OPTION_ASKED, OPTION_IGNORED, SUBNEGOTIATING, SUBNEGOTIATING_COMMAND
    }

    private final BooleanSupplier letter255;
    private State state = State.TEXT;
    private boolean lineStart = true;
    private boolean leaves255;

    /** For character sets in which 255 is no letter. */
    TelnetFilter() {
        this(() -> false);
    }

    /** @param letter255 whether 255 is a letter now */
    TelnetFilter(BooleanSupplier letter255) {
        this.letter255 = letter255;
    }

    /** Whether what comes next stands for itself. */
    boolean isBetweenSequences() {
        return state == State.TEXT;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        if (state == State.TEXT && bytes.isReadable() && bytes.forEachByte(TelnetFilter::isPlain) < 0) {
            lineStart = bytes.getByte(bytes.writerIndex() - 1) == '\n';
            ctx.fireChannelRead(bytes);
            return;
        }

        leaves255 = letter255.getAsBoolean();
        // What is left is never longer than what came: it is moved to the front of the same buffer.
        var kept = bytes.readerIndex();
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            var octet = bytes.getUnsignedByte(i);
            if (passes(ctx, octet)) {
                bytes.setByte(kept++, octet);
            }
        }
        bytes.writerIndex(kept);
        ctx.flush();
        if (bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    private static boolean isPlain(byte octet) {
        return octet != (byte) IAC && octet != (byte) DATA_MARK && octet != '\r';
    }

    private boolean passes(ChannelHandlerContext ctx, int octet) {
        return switch (state) {
            case TEXT -> text(octet);
            case AFTER_CR -> octet == 0 ? become(State.TEXT) : text(octet);
            case COMMAND -> command(octet);
            case OPTION_OFFERED -> refuse(ctx, DONT, octet);
            case OPTION_ASKED -> refuse(ctx, WONT, octet);
            case OPTION_IGNORED -> become(State.TEXT);
            case SUBNEGOTIATING -> become(octet == IAC ? State.SUBNEGOTIATING_COMMAND : State.SUBNEGOTIATING);
            case SUBNEGOTIATING_COMMAND ->
                    become(octet == SUBNEGOTIATION_END ? State.TEXT : State.SUBNEGOTIATING);
        };
    }

    private boolean text(int octet) {
        if (octet == IAC && (lineStart || !leaves255)) {
            return become(State.COMMAND);
        }
        if (octet == DATA_MARK && lineStart) {
            return false;
        }
        lineStart = octet == '\n';
        state = octet == '\r' ? State.AFTER_CR : State.TEXT;
        return true;
    }

    private boolean command(int octet) {
        return switch (octet) {
            case IAC -> {
                lineStart = false;
                state = State.TEXT;
                yield true;
            }
            case WILL -> become(State.OPTION_OFFERED);
            case DO -> become(State.OPTION_ASKED);
            case WONT, DONT -> become(State.OPTION_IGNORED);
            case SUBNEGOTIATION -> become(State.SUBNEGOTIATING);
            default -> octet < FIRST_COMMAND ? text(octet) : become(State.TEXT);
        };
    }

    /** A client that does not read what it asked for gets no answers: they would pile up here. */
    private boolean refuse(ChannelHandlerContext ctx, int answer, int option) {
        if (ctx.channel().isWritable()) {
            ctx.write(ctx.alloc().buffer(3).writeByte(IAC).writeByte(answer).writeByte(option));
        }
        return become(State.TEXT);
    }

    private boolean become(State next) {
        state = next;
        return false;
    }
}
