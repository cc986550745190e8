package dev.ftpsd.server.control;

import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.ControlLink;
import io.netty.channel.Channel;

/** A session's hold on its control connection. */
final class NettyControlLink implements ControlLink {

    private final Channel channel;

    NettyControlLink(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(Reply reply) {
        channel.writeAndFlush(reply);
    }

    @Override
    public void close(Reply farewell) {
        channel.eventLoop().execute(() -> {
            var sequencer = channel.pipeline().get(CommandSequencer.class);
            if (sequencer != null) {
                sequencer.close(farewell);
            }
        });
    }

    @Override
    public void closeWhenIdle(Reply farewell) {
        channel.eventLoop().execute(() -> {
            var sequencer = channel.pipeline().get(CommandSequencer.class);
            if (sequencer != null) {
                sequencer.closeWhenIdle(farewell);
            }
        });
    }

    @Override
    public void issueTicket() {
        channel.eventLoop().execute(() -> {
            var tls = channel.pipeline().get(ControlTls.class);
            if (tls != null) {
                tls.issueTicket();
            }
        });
    }
}
