package dev.ftpsd.server.data;

import java.net.InetSocketAddress;
import java.time.Duration;

import dev.ftpsd.server.protocol.ProtectionLevel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
    private @Nullable Channel connecting;
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
        var initializer = new Connecting();
        var connect = new Bootstrap().group(transport.loops())
                .channel(transport.channel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, PassivePorts.WATER_MARK)
                .handler(initializer)
                .connect(to, from);
        watch(connect.channel());
        connect.awaitUninterruptibly();
        keep(connect, initializer.handler);
    }

    private synchronized void watch(Channel channel) {
        connecting = channel;
        if (aborted) {
            channel.close();
        }
    }

    private synchronized void keep(ChannelFuture connect, @Nullable DataHandler handler) throws DataFailure {
        if (connect.isSuccess() && handler != null) {
            connection = new ArrivedConnection(connect.channel(), handler, null);
        }
        if (aborted) {
            abort();
            throw aborted();
        }
        if (connection == null) {
            throw notConnected(connect.cause());
        }
    }

    private DataFailure notConnected(Throwable cause) {
        return SourcePort.failure(from, cause).orElseGet(() -> new DataFailure(DataFailure.Kind.NOT_OPENED,
                "Cannot connect to your port " + to.getPort() + "; use passive mode (EPSV or PASV).", cause));
    }

    @Override
    public DataChannel open(ProtectionLevel protection) throws DataFailure {
        var made = made();
        if (protection == ProtectionLevel.PRIVATE) {
            made = shakeHands(made);
            made.tell(owner);
        }
        return handOut(made);
    }

    private synchronized ArrivedConnection made() throws DataFailure {
        if (aborted) {
            throw aborted();
        }
        if (connection == null) {
            throw new DataFailure(DataFailure.Kind.NOT_OPENED, "Use PORT or EPRT first.");
        }
        return connection;
    }

    private ArrivedConnection shakeHands(ArrivedConnection made) throws DataFailure {
        try {
            return LateHandshake.run(made, tls, owner);
        } catch (DataFailure e) {
            throw reason(e);
        }
    }

    /** ABOR closes the connection under the handshake, which then fails. */
    private synchronized DataFailure reason(DataFailure seen) {
        return aborted ? aborted() : seen;
    }

    /** From here on the channel is the transfer's, which ends it. */
    private synchronized DataChannel handOut(ArrivedConnection made) throws DataFailure {
        if (aborted) {
            throw aborted();
        }
        connecting = null;
        connection = null;
        made.handler().inbox().claim();
        return new NettyDataChannel(made.channel(), made.handler().inbox(),
                new NettyDataChannel.Terms(stall, owner.bearsTruncation()));
    }

    private static DataFailure aborted() {
        return new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        if (connection != null) {
            connection.drop();
        } else if (connecting != null) {
            connecting.close();
        }
    }

    private static final class Connecting extends ChannelInitializer<SocketChannel> {

        private volatile @Nullable DataHandler handler;

        @Override
        protected void initChannel(SocketChannel channel) {
            var made = new DataHandler(channel);
            handler = made;
            channel.pipeline().addLast(made);
        }
    }
}
