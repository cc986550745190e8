package dev.ftpsd.server.data.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the PROXY header, version 1 or 2, of a connection that a trusted proxy has opened, and then begins what the
 * connection is for, as if it had been accepted from the true client. On the connection's event loop.
 *
 * <pre>
 *   accepted --header--> the handlers of the connection are made, hear "active" and whatever came behind the header
 *       \--none within 5 s, another first octet, more than 536 octets--> closed
 * </pre>
 */
public final class ProxyHeader extends ChannelInboundHandlerAdapter {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a header, in octets. Netty's decoder adds 232 to what it is told, the largest header without extensions. */
    private static final int MOST = 536;
    private static final int MOST_WITHOUT_EXTENSIONS = 232;

    private final SocketChannel channel;
    private final Consumer<Ends> begin;
    private final Consumer<String> refused;
    private final List<Object> behind = new ArrayList<>();
    private @Nullable Future<?> deadline;
    private @Nullable Ends ends;
    private boolean over;

    private ProxyHeader(SocketChannel channel, Consumer<Ends> begin, Consumer<String> refused) {
        this.channel = channel;
        this.begin = begin;
        this.refused = refused;
    }

    /**
     * Puts the wait for the header into the empty pipeline of a connection from a trusted proxy.
     *
     * @param begin adds the handlers of the connection, for these ends
     * @param refused hears why the connection was closed
     */
    public static void await(SocketChannel channel, Consumer<Ends> begin, Consumer<String> refused) {
        channel.pipeline().addLast(new HAProxyMessageDecoder(MOST - MOST_WITHOUT_EXTENSIONS),
                new ProxyHeader(channel, begin, refused));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> refuse(ctx, "no PROXY header within " + PATIENCE.toSeconds() + " s"),
                PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Nobody is there to hear it yet.
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            // Behind a header that was refused the decoder may yet find another.
            ReferenceCountUtil.release(message);
        } else if (message instanceof HAProxyMessage header) {
            take(ctx, header);
        } else {
            behind.add(message);
        }
    }

    private void take(ChannelHandlerContext ctx, HAProxyMessage header) {
        try {
            ends = endsOf(header).orElseGet(() -> Ends.of(channel));
        } catch (IllegalArgumentException e) {
            refuse(ctx, "a PROXY header without addresses of TCP");
        } finally {
            header.release();
        }
    }

    /** Empty where the proxy speaks for itself, as in a health check: LOCAL, UNKNOWN, AF_UNSPEC. */
    private static Optional<Ends> endsOf(HAProxyMessage header) {
        if (header.proxiedProtocol() == HAProxyProxiedProtocol.UNKNOWN) {
            return Optional.empty();
        }
        if (header.proxiedProtocol() != HAProxyProxiedProtocol.TCP4
                && header.proxiedProtocol() != HAProxyProxiedProtocol.TCP6) {
            throw new IllegalArgumentException("not TCP");
        }
        return Optional.of(new Ends(address(header.sourceAddress(), header.sourcePort()),
                address(header.destinationAddress(), header.destinationPort())));
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** The decoder has gone by now, and what it had read beyond the header has come. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        var known = ends;
        if (known == null || over || !channel.isActive()) {
            return;
        }
        var pipeline = ctx.pipeline();
        var unread = List.copyOf(behind);
        behind.clear();
        begin.accept(known);
        ctx.fireChannelActive();
        pipeline.remove(this);
        // From the front: TLS may stand there by now, and what is left belongs to it.
        unread.forEach(pipeline::fireChannelRead);
        pipeline.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            over = true;
            ctx.close();
            return;
        }
        refuse(ctx, "what came is no PROXY header");
    }

    private void refuse(ChannelHandlerContext ctx, String reason) {
        if (!over) {
            over = true;
            refused.accept(reason);
            ctx.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        over = true;
        cancelDeadline();
        behind.forEach(ReferenceCountUtil::release);
        behind.clear();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
