package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** What the sockets of both kinds of transport are told. */
final class TransportTest {

    static Stream<Transport> transports() {
        return Stream.of(Transport.best(), Transport.nio());
    }

    /** A home router forgets a silent connection after five minutes. */
    @ParameterizedTest
    @MethodSource("transports")
    void a_silent_control_connection_is_kept_in_the_memory_of_routers(Transport transport) throws Exception {
        var accepted = new ArrayBlockingQueue<Channel>(1);
        var listener = new ServerBootstrap().group(transport.loops()).channel(transport.serverChannel())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted.add(channel);
                    }
                });
        transport.keepAlive(listener);
        var bound = listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
        try (transport;
                var client = new Socket(InetAddress.getLoopbackAddress(),
                        ((InetSocketAddress) bound.localAddress()).getPort())) {
            var channel = accepted.poll(10, TimeUnit.SECONDS);

            assertNotNull(channel, "no connection from " + client);
            assertEquals(true, channel.config().getOption(ChannelOption.SO_KEEPALIVE));
            assertEquals(240, channel.config().getOption(idle(transport)));
        }
    }

    private static ChannelOption<Integer> idle(Transport transport) {
        return "epoll".equals(transport.name())
                ? EpollChannelOption.TCP_KEEPIDLE
                : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);
    }
}
