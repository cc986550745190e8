package dev.ftpsd.server.data;

import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * The event loops and the sockets that belong to them: epoll on Linux, NIO elsewhere.
 *
 * @param loops shared by control and data connections
 */
public record Transport(String name, EventLoopGroup loops, Class<? extends ServerSocketChannel> serverChannel,
        Class<? extends SocketChannel> channel) implements AutoCloseable {

    /** SOL_SOCKET and SO_OOBINLINE as Linux numbers them. */
    private static final ChannelOption<Integer> URGENT_INLINE = new IntegerUnixChannelOption("SO_OOBINLINE", 1, 10);

    private static final int KEEP_IDLE_SECONDS = 240;
    private static final int KEEP_INTERVAL_SECONDS = 30;
    private static final int KEEP_COUNT = 4;

    /** The best that this machine has. Two event loops a core, Netty's default: see ADR 0014. */
    public static Transport best() {
        return Epoll.isAvailable()
                ? new Transport("epoll", new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()),
                        EpollServerSocketChannel.class, EpollSocketChannel.class)
                : nio();
    }

    /** The one that every platform has. */
    public static Transport nio() {
        return new Transport("nio", new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()),
                InlineUrgentServerChannel.class, NioSocketChannel.class);
    }

    /**
     * Keeps urgent data in its place in the stream (RFC 1123 §4.1.2.11 lets ABOR come so, and Python's ftplib sends all of it
     * urgently): else its last octet, the end of the line, would be lost. NIO's listener sees to it by itself.
     */
    public void keepUrgentData(ServerBootstrap listener) {
        if (serverChannel == EpollServerSocketChannel.class) {
            listener.childOption(URGENT_INLINE, 1);
        }
    }

    /**
     * Asks a silent client every four minutes whether it is still there: home routers forget a connection after five, and a
     * control connection says nothing while its transfer runs. A cut cable is noticed after six.
     */
    public void keepAlive(ServerBootstrap listener) {
        listener.childOption(ChannelOption.SO_KEEPALIVE, true);
        if (serverChannel == EpollServerSocketChannel.class) {
            listener.childOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
            listener.childOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS);
            listener.childOption(EpollChannelOption.TCP_KEEPCNT, KEEP_COUNT);
        } else {
            listener.childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_IDLE_SECONDS);
            listener.childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEP_INTERVAL_SECONDS);
            listener.childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEP_COUNT);
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
