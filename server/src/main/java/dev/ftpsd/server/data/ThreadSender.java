package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sends a long download under TLS of any library from the transfer's own thread: it encrypts there and gives the socket what it
 * takes. That saves a hand-over to the event loop, and its wake-up, for each buffer. What the socket does not take goes to the event loop,
 * which waits for room, as for every other download; nothing is sent past it before that has left.
 *
 * <p>Meanwhile the channel is not read, so that the event loop has nothing of its own to encrypt.
 */
final class ThreadSender implements DirectSender {

    private final SSLEngine engine;
    private final ChannelHandlerContext belowTls;
    private final SecondDescriptor socket;
    private final LoopSender loop;
    private final int size;
    private @Nullable ByteBuf wire;

    private ThreadSender(SSLEngine engine, ChannelHandlerContext belowTls, SecondDescriptor socket,
            LoopSender loop) {
        this.engine = engine;
        this.belowTls = belowTls;
        this.socket = socket;
        this.loop = loop;
        // Engines want room for the longest record that there can be, before each.
        this.size = DataChannel.BUFFER_SIZE + 2 * engine.getSession().getPacketBufferSize();
    }

    /**
     * Takes over from the event loop, where that is possible.
     *
     * @return empty without TLS, without epoll, when something that was written has not left, and when the channel is closed
     */
    static Optional<DirectSender> over(Channel channel, LoopSender loop) {
        return LoopStep.await(channel, step -> step.end(take(channel, loop)));
    }

    private static Optional<DirectSender> take(Channel channel, LoopSender loop) {
        var tls = channel.pipeline().get(SslHandler.class);
        var waiting = channel.unsafe().outboundBuffer();
        if (tls == null || waiting == null || !waiting.isEmpty()) {
            return Optional.empty();
        }
        var below = channel.pipeline().context(tls);
        var taken = SecondDescriptor.of(channel).map(socket -> new ThreadSender(tls.engine(), below, socket, loop));
        if (taken.isPresent()) {
            channel.config().setAutoRead(false);
        }
        return taken.map(DirectSender.class::cast);
    }

    @Override
    public void send(ByteBuffer plain) throws IOException {
        var out = wire == null ? belowTls.alloc().directBuffer(size, size) : wire;
        wire = out;
        encrypt(plain, out.clear());
        socket.write(out);
        if (out.isReadable()) {
            wire = null;
            var rest = belowTls.writeAndFlush(out);
            loop.watch(rest);
            loop.awaitEnd(rest);
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    private void encrypt(ByteBuffer plain, ByteBuf out) throws IOException {
        var target = out.internalNioBuffer(0, out.capacity());
        while (plain.hasRemaining()) {
            if (engine.wrap(plain, target).getStatus() != Status.OK) {
                throw new IOException("TLS has been closed");
            }
        }
        out.writerIndex(target.position());
    }

    @Override
    public void close() {
        var unused = wire;
        wire = null;
        if (unused != null) {
            unused.release();
        }
        socket.close();
    }
}
