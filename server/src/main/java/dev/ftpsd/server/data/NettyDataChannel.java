package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** The waiting thread's half of a data connection; {@link DataHandler} is the event loop's. */
final class NettyDataChannel implements DataChannel {

    /** What is longer than this is sent by the transfer's thread: less is gone before it pays. */
    private static final int LONG = 4 * BUFFER_SIZE;

    private final Channel channel;
    private final DataInbox inbox;
    private final Terms terms;
    private final LoopSender loop;
    private final Turn turn = new Turn();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private long handedOver;
    private long received;
    private @Nullable ThreadReceiver receiver;
    private boolean mayTakeOver = true;
    private @Nullable DirectSender sender;
    private @Nullable FileSender fileSender;
    private @Nullable ByteBuf filling;
    private @Nullable ByteBuffer view;

    /**
     * What a transfer bears with.
     *
     * @param stall how long it may make no progress; zero for ever
     * @param truncation whether an upload may end without close_notify
     */
    record Terms(Duration stall, boolean truncation) {}

    NettyDataChannel(Channel channel, DataInbox inbox, Terms terms) {
        this.channel = channel;
        this.inbox = inbox;
        this.terms = terms;
        this.loop = new LoopSender(channel, inbox, terms);
    }

    @Override
    public ByteBuffer buffer() {
        var current = view;
        if (current == null) {
            var fresh = channel.alloc().directBuffer(BUFFER_SIZE, BUFFER_SIZE);
            filling = fresh;
            current = fresh.nioBuffer(0, BUFFER_SIZE);
            view = current;
        }
        return current;
    }

    @Override
    public void send() throws DataFailure {
        var bytes = filling;
        if (bytes == null || view == null || view.position() == 0) {
            return;
        }

        if (mayTakeOver && handedOver >= LONG) {
            takeOver();
        }
        if (sender != null) {
            sendItself(sender, view);
            return;
        }
        handedOver += view.position();
        bytes.writerIndex(view.position());
        filling = null;
        view = null;
        loop.watch(channel.writeAndFlush(bytes));
        inbox.awaitWritable(terms.stall());
    }

    private void takeOver() throws DataFailure {
        mayTakeOver = false;
        loop.awaitNothingWaiting();
        sender = SocketSender.over(channel, inbox, terms).or(() -> ThreadSender.over(channel, loop)).orElse(null);
    }

    @Override
    public long sendFile(FileChannel file, long position, long count) throws DataFailure {
        if (fileSender == null && mayTakeOver && handedOver >= LONG && !isUnderTls()) {
            mayTakeOver = false;
            loop.awaitNothingWaiting();
            fileSender = FileSender.over(channel, inbox, terms).orElse(null);
        }
        if (fileSender == null) {
            return CANNOT;
        }
        inbox.throwIfFailed();
        var sent = fileSender.send(file, position, count);
        if (sent == CANNOT) {
            letGo();
        }
        turn.perhapsEnd();
        return sent;
    }

    private boolean isUnderTls() {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private void sendItself(DirectSender itself, ByteBuffer bytes) throws DataFailure {
        inbox.throwIfFailed();
        try {
            itself.send(bytes.flip());
        } catch (DataFailure e) {
            throw e;
        } catch (IOException e) {
            inbox.throwIfFailed();
            throw new DataFailure(DataFailure.Kind.BROKEN, LoopSender.CLOSED, e);
        }
        bytes.clear();
        inbox.throwIfFailed();
        turn.perhapsEnd();
    }

    private void letGo() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
        if (fileSender != null) {
            fileSender.close();
            fileSender = null;
        }
        var itself = sender;
        sender = null;
        if (itself != null) {
            itself.close();
            inbox.readOn();
        }
    }

    @Override
    public int receive(ByteBuffer target) throws DataFailure {
        if (mayTakeOver && received >= LONG && target.isDirect()) {
            mayTakeOver = false;
            receiver = ThreadReceiver.over(channel, inbox, terms).orElse(null);
        }
        if (receiver != null && inbox.isEmpty()) {
            turn.perhapsEnd();
            var own = receiver.receive(target);
            if (own > 0) {
                return own;
            }
        }
        var count = inbox.receive(target, terms.stall(), terms.truncation());
        received += Math.max(0, count);
        return count;
    }

    @Override
    public void finish() throws DataFailure {
        send();
        letGo();
        if (handedOver == 0 && view != null) {
            // Nothing to send: also an empty file begins with a ticket.
            channel.write(Unpooled.EMPTY_BUFFER);
        }
        var ended = channel.newPromise();
        channel.eventLoop().execute(() -> HalfClose.begin(channel, ended));
        loop.awaitEnd(ended);
        finished.set(true);
    }

    @Override
    public void abort() {
        inbox.fail(new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted."));
        breakOff();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        letGo();
        var unsent = filling;
        filling = null;
        view = null;
        if (unsent != null) {
            unsent.release();
        }
        // Now, and not when the connection has gone: its event loop may end first.
        inbox.discard();
        if (!finished.get()) {
            breakOff();
        }
    }

    /** Closes below the TLS handler, which would send the close_notify that says "this is all". */
    private void breakOff() {
        channel.eventLoop().execute(() -> {
            // What a thread has taken is given back by that thread, which comes here after that.
            if (channel.isRegistered()) {
                channel.unsafe().close(channel.unsafe().voidPromise());
            }
        });
    }
}
