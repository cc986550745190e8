package dev.ftpsd.server.control;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.data.BindFailure;
import dev.ftpsd.server.data.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** The ports that clients connect to first. */
public final class ControlListeners implements AutoCloseable {

    private final List<Channel> listening = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    private ControlListeners() {}

    /**
     * Binds all listeners.
     *
     * @throws BindFailure for the first that cannot be bound; nothing stays bound then
     */
    public static ControlListeners bind(Transport transport, List<ListenerSettings> listeners,
            ControlInitializer.Parts parts) throws BindFailure {
        var bound = new ControlListeners();
        for (var listener : listeners) {
            bound.bind(transport, listener, parts);
        }
        return bound;
    }

    private void bind(Transport transport, ListenerSettings listener, ControlInitializer.Parts parts)
            throws BindFailure {
        var address = new InetSocketAddress(listener.address(), listener.port());
        // FTP itself sends 150 and then 226 without a line of the client's between: with Nagle's algorithm the second would
        // wait for the acknowledgement of the first. Every other reply is one write, and needs no such help.
        var bootstrap = new ServerBootstrap().group(transport.loops())
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ControlInitializer(listener, parts));
        transport.keepUrgentData(bootstrap);
        transport.keepAlive(bootstrap);
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new BindFailure("listeners." + listener.name(), address, bound.cause());
        }
        listening.add(bound.channel());
        addresses.add((InetSocketAddress) bound.channel().localAddress());
    }

    /** Where they listen, in the order of the settings. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Takes no new connections; those that are there go on. */
    @Override
    public void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
    }
}
