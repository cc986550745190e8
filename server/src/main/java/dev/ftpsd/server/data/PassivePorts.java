package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import dev.ftpsd.server.config.DataSettings;
import dev.ftpsd.server.config.LimitSettings;
import dev.ftpsd.server.data.proxy.Proxies;
import dev.ftpsd.server.data.proxy.ProxyHeader;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;

/**
 * The passive ports: bound at start, on every address that a listener has, and shared by all sessions. Nothing is bound per
 * transfer, so the administrator opens these ports and no range.
 */
public final class PassivePorts implements AutoCloseable {

    /** A sender waits above the higher mark until the kernel has taken what is above the lower one. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    private final List<Channel> listening = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Supplier<DataSettings> settings;
    private final DataTls tls;
    private final Proxies proxies;
    private final PendingData pending;
    private final ClaimTable claims;

    private PassivePorts(Supplier<DataSettings> settings, LimitSettings limits, DataTls tls, Proxies proxies) {
        this.settings = settings;
        this.tls = tls;
        this.proxies = proxies;
        this.pending = new PendingData(limits.pendingData(), limits.pendingDataPerIp());
        this.claims = new ClaimTable(pending, () -> settings.get().admitsClear());
    }

    /**
     * Binds the ports of {@code settings} on each of {@code addresses}. A port of 0 means any free one.
     *
     * @param settings those in force: of ports what they are now counts, of the rest what it is at each claim
     * @param proxies whose connections begin with a PROXY header; those of all others do not
     * @throws BindFailure naming the address and port that could not be bound; nothing stays bound then
     */
    public static PassivePorts bind(Transport transport, List<InetAddress> addresses, Supplier<DataSettings> settings,
            LimitSettings limits, DataTls tls, Proxies proxies) throws BindFailure {
        var passive = new PassivePorts(settings, limits, tls, proxies);
        for (var port : settings.get().ports().ports()) {
            var bound = port;
            for (var address : addresses) {
                bound = passive.bind(transport, new InetSocketAddress(address, bound));
            }
            passive.ports.add(bound);
        }
        return passive;
    }

    private int bind(Transport transport, InetSocketAddress address) throws BindFailure {
        var bound = new ServerBootstrap().group(transport.loops())
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new Arrivals())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new BindFailure("data.ports", address, bound.cause());
        }
        listening.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /**
     * A claim of {@code owner} on the next connection that is its own. May wait for a port while another session of the same
     * address, told by that address, has its turn.
     *
     * @throws DataFailure NOT_OPENED when no port comes free
     */
    public PassiveEndpoint lease(DataOwner owner) throws DataFailure {
        var now = settings.get();
        var timeouts =
                new PassiveEndpoint.Timeouts(now.acceptTimeout(), now.claimTimeout(), now.stallTimeout());
        var choice = new ArrayList<>(ports);
        Collections.shuffle(choice);
        return claims.claim(owner, choice, now.claimTimeout(),
                port -> new PassiveEndpoint(owner, port, claims, tls, timeouts));
    }

    /** Whether {@link #lease} does not wait for this owner, since its connection is told by cryptography and not by address. */
    boolean isFree(DataOwner owner) {
        return !claims.claimsByAddress(owner);
    }

    /** The ports that are bound, in the order of the settings. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Connections that are not identified yet. */
    public int pendingCount() {
        return pending.count();
    }

    @Override
    public void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
        pending.close();
    }

    private final class Arrivals extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel channel) {
            var peer = channel.remoteAddress().getAddress();
            if (proxies.isProxy(peer)) {
                ProxyHeader.await(channel, ends -> identify(channel, ends.client().getAddress()),
                        reason -> proxies.refused(peer, reason));
            } else {
                identify(channel, peer);
            }
        }

        private void identify(SocketChannel channel, InetAddress peer) {
            var handler = new DataHandler(channel);
            channel.pipeline().addLast(new DataIdentifier(claims, pending, tls, handler, peer), handler);
        }
    }
}
