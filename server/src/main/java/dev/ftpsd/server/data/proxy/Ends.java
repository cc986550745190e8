package dev.ftpsd.server.data.proxy;

import java.net.InetSocketAddress;

import io.netty.channel.socket.SocketChannel;

/**
 * Both ends of a connection as its client sees them.
 *
 * @param client where it comes from
 * @param server where it has arrived: behind a proxy an address of the proxy's
 */
public record Ends(InetSocketAddress client, InetSocketAddress server) {

    /** Those of the connection itself. */
    public static Ends of(SocketChannel channel) {
        return new Ends(channel.remoteAddress(), channel.localAddress());
    }
}
