package dev.ftpsd.server.control;

import java.nio.charset.CharacterCodingException;

import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.ReplyCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream into lines, on demand: while auto-read is off nothing is handed out, so that ten thousand commands in one
 * segment stay ten thousand octets.
 *
 * <p>In clear, AUTH is the last line before the handshake. A byte behind it, in the same segment or a later one, would be read
 * as a command that seems to have come protected (CVE-2011-0411 and its kin), so it ends the connection. Under TLS, REIN is the
 * last line before TLS ends, by the same rule.
 */
final class CommandLineDecoder extends ChannelDuplexHandler {

    private static final byte LF = '\n';

    private final int limit;
    private final LineDeadline deadline;
    private final ControlText text;
    private @Nullable ByteBuf undecoded;
    private boolean discarding;
    private boolean secured;
    private boolean awaitingTurn;

    /** For UTF-8 alone. */
    CommandLineDecoder(int limit, LineDeadline deadline) {
        this(limit, deadline, ControlText.utf8());
    }

    /**
     * @param limit octets of a line, CR LF included
     * @param deadline of each line
     * @param text makes text of octets
     */
    CommandLineDecoder(int limit, LineDeadline deadline, ControlText text) {
        this.limit = limit;
        this.deadline = deadline;
        this.text = text;
    }

    /** From now on the octets come out of TLS. */
    void secured() {
        secured = true;
        awaitingTurn = false;
        text.beginAnew();
    }

    /**
     * From now on the octets come in clear again.
     *
     * @return false where a line had begun to come protected: its end could be anybody's
     */
    boolean cleared() {
        secured = false;
        awaitingTurn = false;
        return !discarding && (undecoded == null || !undecoded.isReadable());
    }

    /** AUTH or REIN was refused: the dialogue goes on as it was. */
    void turnRefused() {
        awaitingTurn = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        var earlier = undecoded;
        if (earlier == null) {
            undecoded = bytes;
        } else {
            undecoded = earlier.writeBytes(bytes);
            bytes.release();
        }
        decode(ctx);
        compact(ctx);
    }

    /** The next handler wants more: lines that are here already come before new octets from the socket. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        decode(ctx);
        releaseIfEmpty();
        if (ctx.channel().config().isAutoRead()) {
            ctx.read();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deadline.ended();
        if (undecoded != null) {
            undecoded.release();
            undecoded = null;
        }
    }

    private void decode(ChannelHandlerContext ctx) {
        while (ctx.channel().config().isAutoRead() && undecoded != null && undecoded.isReadable()) {
            if (awaitingTurn) {
                undecoded.skipBytes(undecoded.readableBytes());
                ctx.fireChannelRead(Received.Hostile.INJECTION);
                return;
            }
            var received = next(undecoded);
            if (received == null) {
                lookAtRest(ctx, undecoded);
                return;
            }
            if (!discarding) {
                deadline.ended();
            }
            ctx.fireChannelRead(received);
        }
    }

    /** What is left begins a line, or there is nothing left. */
    private void lookAtRest(ChannelHandlerContext ctx, ByteBuf rest) {
        if (discarding || rest.isReadable()) {
            deadline.begun(ctx);
        } else {
            deadline.ended();
        }
    }

    /** Keeps a little in a buffer of its own size: a slow client must not hold one of 64 KiB. */
    private void compact(ChannelHandlerContext ctx) {
        releaseIfEmpty();
        var bytes = undecoded;
        if (bytes != null && bytes.readableBytes() < bytes.capacity() / 4) {
            undecoded = ctx.alloc().heapBuffer(bytes.readableBytes()).writeBytes(bytes);
            bytes.release();
        }
    }

    private void releaseIfEmpty() {
        if (undecoded != null && !undecoded.isReadable()) {
            undecoded.release();
            undecoded = null;
        }
    }

    private @Nullable Received next(ByteBuf bytes) {
        // A TLS ClientHello begins with 0x16; no verb begins with a control character.
        var first = bytes.getByte(bytes.readerIndex());
        if (!discarding && !secured && first >= 0 && first < 0x20 && first != '\r' && first != LF) {
            bytes.skipBytes(bytes.readableBytes());
            return Received.Hostile.otherProtocol("a TLS handshake on a port that begins in clear, or binary data");
        }

        var end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), LF);
        if (end < 0) {
            return tooLong(bytes);
        }
        var length = end + 1 - bytes.readerIndex();
        if (discarding) {
            bytes.skipBytes(length);
            discarding = false;
            return bytes.isReadable() ? next(bytes) : null;
        }
        return length > limit ? skip(bytes, length) : line(bytes, length);
    }

    private @Nullable Received tooLong(ByteBuf bytes) {
        if (discarding) {
            bytes.skipBytes(bytes.readableBytes());
            return null;
        }
        if (bytes.readableBytes() < limit) {
            return null;
        }
        discarding = true;
        return skip(bytes, bytes.readableBytes());
    }

    private Received skip(ByteBuf bytes, int length) {
        bytes.skipBytes(length);
        return new Received.Malformed(ReplyCode.UNRECOGNIZED, "Line too long; at most " + limit + " octets.", length);
    }

    private Received line(ByteBuf bytes, int length) {
        var withoutEnd =
                length > 1 && bytes.getByte(bytes.readerIndex() + length - 2) == '\r' ? length - 2 : length - 1;
        var octets = bytes.nioBuffer(bytes.readerIndex(), withoutEnd);
        bytes.skipBytes(length);
        String line;
        try {
            line = text.read(octets);
        } catch (CharacterCodingException e) {
            return new Received.Malformed(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, text.remedy(), length);
        }
        if (line.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return new Received.Malformed(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Control character in the command.",
                    length);
        }
        return command(CommandLine.parse(line), length);
    }

    private Received command(CommandLine command, int length) {
        if (CommandRunner.isOtherProtocol(command.verb())) {
            return Received.Hostile.otherProtocol(command.verb());
        }
        awaitingTurn = command.verb().equals(secured ? "REIN" : "AUTH");
        return new Received.Line(command, length);
    }
}
