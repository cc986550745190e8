package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.ftpsd.tls.DataEngine;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;

/**
 * TLS of a data connection. Gives the engine's memory back when the connection ends.
 *
 * <p>Behind its Finished a client may have sent its whole file, close_notify and FIN. While a task of the handshake runs, such as
 * the check of the client's certificate, all of that lies unread here, and FIN would overtake it: the connection would be closed as one
 * that never finished its handshake. So FIN waits for the tasks. On the event loop.
 */
final class DataSslHandler extends SslHandler {

    private final DataEngine data;
    private final Tasks tasks;
    private boolean finWaits;

    DataSslHandler(DataEngine data, Executor workers) {
        this(data, new Tasks(workers));
    }

    private DataSslHandler(DataEngine data, Tasks tasks) {
        super(data.engine(), tasks);
        this.data = data;
        this.tasks = tasks;
    }

    DataEngine data() {
        return data;
    }

    /** As {@link DataChannel#protection}. Any thread, behind the handshake. */
    static String protectionOf(Channel channel) {
        if (!(channel.pipeline().get(SslHandler.class) instanceof DataSslHandler handler)) {
            return "none";
        }
        var session = handler.data.engine().getSession();
        return session.getProtocol() + " " + session.getCipherSuite()
                + (handler.data.resumedIdentity().isPresent() ? ", resumed" : ", not resumed");
    }

    /**
     * Takes what has arrived and has not been decrypted, since its record is not whole, in a direct buffer. What arrives from now on
     * must not come here, save after the client's end. On the event loop.
     *
     * @param ctx this handler's own
     */
    ByteBuffer takeRest(ChannelHandlerContext ctx) {
        var rest = internalBuffer();
        var taken = ByteBuffer.allocateDirect(rest.readableBytes());
        rest.readBytes(taken);
        release(ctx);
        return taken.flip();
    }

    /** What has been read to its end is released when the next comes. */
    private void release(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            throw new IllegalStateException("nothing is decrypted here", e);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        tasks.whenDone = () -> {
            if (!ctx.executor().isShuttingDown()) {
                ctx.executor().execute(() -> taskDone(ctx));
            }
        };
        super.handlerAdded(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE && tasks.running > 0) {
            finWaits = true;
            EpollEntry.keep(ctx.channel());
            return;
        }
        super.userEventTriggered(ctx, event);
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endUnfinished(ctx);
        }
    }

    /** Nothing comes any more that could finish the handshake: nobody need wait for its time to run out. */
    private void endUnfinished(ChannelHandlerContext ctx) {
        if (!handshakeFuture().isDone()) {
            ctx.close();
        }
    }

    /** The handshake has gone on by now with what that task led to: another task, or what lay unread. */
    private void taskDone(ChannelHandlerContext ctx) {
        tasks.running--;
        if (tasks.running > 0 || !finWaits || ctx.isRemoved()) {
            return;
        }
        finWaits = false;
        try {
            super.userEventTriggered(ctx, ChannelInputShutdownEvent.INSTANCE);
            endUnfinished(ctx);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    @Override
    public void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        try {
            super.handlerRemoved0(ctx);
        } finally {
            data.close();
        }
    }

    /** Runs tasks elsewhere, and counts on the event loop those that have not led to anything yet. */
    private static final class Tasks implements Executor {

        private final Executor workers;
        private Runnable whenDone = () -> {};
        private int running;

        Tasks(Executor workers) {
            this.workers = workers;
        }

        @Override
        public void execute(Runnable task) {
            running++;
            try {
                workers.execute(() -> run(task));
            } catch (RejectedExecutionException e) {
                running--;
                throw e;
            }
        }

        /** The task itself puts what follows it onto the event loop, so what is put there behind it comes later. */
        private void run(Runnable task) {
            try {
                task.run();
            } finally {
                whenDone.run();
            }
        }
    }
}
