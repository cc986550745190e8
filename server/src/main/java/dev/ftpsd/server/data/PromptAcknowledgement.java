package dev.ftpsd.server.data;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Lets the kernel acknowledge at once what the client answers to a ServerHello. GnuTLS sends change_cipher_spec and Finished of
 * TLS 1.3 in two small segments, and lftp leaves Nagle's algorithm on: the second waits for the acknowledgement of the first,
 * which a kernel holds back for 40 ms, since the server has nothing to send before the second. Where there is no such switch
 * (NIO), each such handshake takes these 40 ms.
 *
 * <p>Below the TLS handler, on the event loop, until the end of the handshake.
 */
final class PromptAcknowledgement extends ChannelOutboundHandlerAdapter {

    private final SSLEngine engine;

    PromptAcknowledgement(SSLEngine engine) {
        this.engine = engine;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            ctx.pipeline().remove(this);
        } else if (ctx.channel() instanceof EpollSocketChannel channel && channel.isActive()) {
            // After the flush: the kernel goes back to delaying whenever it sends.
            channel.config().setTcpQuickAck(true);
        }
    }
}
