package dev.ftpsd.server.data;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The event loops and the sockets that belong to them: epoll on Linux, NIO elsewhere.
 *
 * @param loops shared by control and data connections
 */
public record Transport(String name, EventLoopGroup loops, Class<? extends ServerSocketChannel> serverChannel,
        Class<? extends SocketChannel> channel) implements AutoCloseable {

    /** The best that this machine has. */
    public static Transport best() {
        return Epoll.isAvailable()
                ? new Transport("epoll", new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()),
                        EpollServerSocketChannel.class, EpollSocketChannel.class)
                : nio();
    }

    /** The one that every platform has. */
    public static Transport nio() {
        return new Transport("nio", new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()),
                NioServerSocketChannel.class, NioSocketChannel.class);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
