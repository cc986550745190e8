package dev.ftpsd.server.control;

import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * One reply, however many lines, is one buffer, one write and one TLS record. Sent line by line, each would wait for the
 * acknowledgement of the one before.
 */
final class ReplyEncoder extends MessageToByteEncoder<Reply> {

    private final Session session;
    private final Dialogue dialogue;
    private final ControlText text;

    /** For UTF-8 alone. */
    ReplyEncoder(Session session, Dialogue dialogue) {
        this(session, dialogue, ControlText.utf8());
    }

    /** @param text makes octets of text */
    ReplyEncoder(Session session, Dialogue dialogue, ControlText text) {
        super(Reply.class);
        this.session = session;
        this.dialogue = dialogue;
        this.text = text;
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Reply reply, ByteBuf out) {
        dialogue.server(session, reply);
        text.write(reply.toWire(), out);
    }
}
