package dev.ftpsd.server.data;

import java.net.InetSocketAddress;
import java.time.Duration;

import dev.ftpsd.server.protocol.ProtectionLevel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The client listens, as PORT or EPRT said, and the server connects when the transfer command comes (RFC 959 §3.3). */
public final class ActiveEndpoint implements DataEndpoint {

    /** A client that was just now listening answers at once or is behind a firewall. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private final Transport transport;
    private final DataOwner owner;
    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final DataTls tls;
    private final Duration stall;
    private @Nullable ArrivedConnection connection;
    private boolean aborted;

    /**
     * @param from our address, that of the control connection, and the source port; 0 for any
     * @param stall how long a transfer may make no progress
     */
    public ActiveEndpoint(Transport transport, DataOwner owner, InetSocketAddress from, InetSocketAddress to,
            DataTls tls,
            Duration stall) {
        this.transport = transport;
        this.owner = owner;
        this.from = from;
        this.to = to;
        this.tls = tls;
        this.stall = stall;
    }

    @Override
    public void prepare() throws DataFailure {
        var connecting = new Bootstrap().group(transport.loops())
                .channel(transport.channel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, PassivePorts.WATER_MARK)
                .handler(new Connecting())
                .connect(to, from)
                .awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            throw new DataFailure(DataFailure.Kind.NOT_OPENED,
                    "Cannot connect to your port " + to.getPort() + "; use passive mode (EPSV or PASV).",
                    connecting.cause());
        }
        keep(connecting.channel());
    }

    private synchronized void keep(Channel channel) throws DataFailure {
        var made = new ArrivedConnection(channel, channel.pipeline().get(DataHandler.class), false);
        if (aborted) {
            made.drop();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
        }
        connection = made;
    }

    @Override
    public DataChannel open(ProtectionLevel protection) throws DataFailure {
        var made = take();
        if (protection == ProtectionLevel.PRIVATE) {
            made = LateHandshake.run(made, tls, owner);
            if (made.bound()) {
                owner.wasBound();
            }
        }
        made.handler().inbox().claim();
        return new NettyDataChannel(made.channel(), made.handler().inbox(),
                new NettyDataChannel.Terms(stall, owner.bearsTruncation()));
    }

    private synchronized ArrivedConnection take() throws DataFailure {
        var made = connection;
        connection = null;
        if (made == null) {
            throw new DataFailure(DataFailure.Kind.NOT_OPENED, "Use PORT or EPRT first.");
        }
        return made;
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        if (connection != null) {
            connection.drop();
            connection = null;
        }
    }

    private static final class Connecting extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new DataHandler(channel));
        }
    }
}
