package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.ControlLink;
import dev.ftpsd.server.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From replies to octets. */
final class ReplyEncoderTest {

    @Test
    void a_reply_of_a_thousand_lines_is_one_buffer() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
        var session =
                new Session(new Addresses(address, address, address), Settings.DEFAULTS.listeners().getFirst(),
                        new Nobody());
        var channel = new EmbeddedChannel(new ReplyEncoder(session, Dialogue.SILENT));
        var reply = Reply.block(ReplyCode.SYSTEM_STATUS, "Begin", Collections.nCopies(1000, "211 ü"), "End");

        channel.writeOutbound(reply);
        ByteBuf only = channel.readOutbound();

        assertNull(channel.readOutbound());
        var text = only.toString(StandardCharsets.UTF_8);
        only.release();
        assertEquals(reply.toWire(), text);
        assertTrue(text.startsWith("211-Begin\r\n 211 ü\r\n 211 ü\r\n"), "an inner line is never taken for the last");
        channel.finishAndReleaseAll();
    }

    private record Nobody() implements ControlLink {

        @Override
        public void send(Reply reply) {
            throw new IllegalStateException("nobody is there");
        }

        @Override
        public void close(Reply farewell) {
            throw new IllegalStateException("nobody is there");
        }

        @Override
        public void closeWhenIdle(Reply farewell) {
            throw new IllegalStateException("nobody is there");
        }

        @Override
        public void issueTicket() {
            throw new IllegalStateException("nobody is there");
        }
    }
}
