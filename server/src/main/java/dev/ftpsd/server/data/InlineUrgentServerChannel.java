package dev.ftpsd.server.data;

import java.io.IOException;
import java.util.List;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Accepts connections that keep urgent data in its place in the stream. NIO drops urgent octets by default, and Netty knows no
 * option for it; the JDK's socket of the channel does. On the event loop.
 */
public final class InlineUrgentServerChannel extends NioServerSocketChannel {

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
        var client = javaChannel().accept();
        if (client == null) {
            return 0;
        }
        try {
            client.socket().setOOBInline(true);
            accepted.add(new NioSocketChannel(this, client));
            return 1;
        } catch (IOException e) {
            // The client has gone already: the next one is not to suffer for it.
            client.close();
            return 0;
        }
    }
}
