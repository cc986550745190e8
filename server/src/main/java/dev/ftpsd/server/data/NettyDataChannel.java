package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** The waiting thread's half of a data connection; {@link DataHandler} is the event loop's. */
final class NettyDataChannel implements DataChannel {

    /** What is longer than this is received by the transfer's thread: less has come before it pays. */
    private static final int LONG = 4 * BUFFER_SIZE;

    private final Channel channel;
    private final DataInbox inbox;
    private final Terms terms;
    private final LoopSender loop;
    private final Turn turn;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean hasReceived;
    private long received;
    private @Nullable ThreadReceiver receiver;
    private boolean mayTakeOver = true;
    private boolean begun;
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
        this.turn = inbox.turn();
        this.terms = terms;
        this.loop = new LoopSender(channel, inbox, terms);
    }

    @Override
    public String protection() {
        return DataSslHandler.protectionOf(channel);
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

        if (sender != null) {
            sendItself(sender, view);
            return;
        }
        loop.watch(channel.writeAndFlush(filled(bytes, view)));
        inbox.awaitWritable(terms.stall());
        if (mayTakeOver && isUnderTls()) {
            takeOver();
        }
    }

    private ByteBuf filled(ByteBuf bytes, ByteBuffer upTo) {
        begun = true;
        bytes.writerIndex(upTo.position());
        filling = null;
        view = null;
        return bytes;
    }

    /** The first buffer is full and more is to come, so it pays that the transfer's thread sends by itself from here on. */
    private void takeOver() throws DataFailure {
        mayTakeOver = false;
        loop.awaitNothingWaiting();
        sender = SocketSender.over(channel, inbox, terms).or(() -> ThreadSender.over(channel, loop)).orElse(null);
    }

    @Override
    public long sendFile(FileChannel file, long position, long count) throws DataFailure {
        if (fileSender == null && mayTakeOver && begun && !isUnderTls()) {
            mayTakeOver = false;
            loop.awaitNothingWaiting();
            fileSender = FileSender.over(channel, inbox, terms).orElse(null);
        }
        if (fileSender == null) {
            return CANNOT;
        }
        if (fileSender.waitsForDisk()) {
            turn.end();
        } else {
            turn.begin();
        }
        inbox.throwIfFailed();
        var sent = fileSender.send(file, position, count);
        if (sent == CANNOT) {
            letGo();
        }
        turn.pieceDone();
        return sent;
    }

    private boolean isUnderTls() {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private void sendItself(DirectSender itself, ByteBuffer bytes) throws DataFailure {
        turn.begin();
        DirectSender.run(inbox, () -> itself.send(bytes.flip()));
        bytes.clear();
        if (turn.isOver()) {
            flush();
        }
        turn.pieceDone();
    }

    private void flush() throws DataFailure {
        if (sender != null) {
            DirectSender.run(inbox, sender::flush);
        }
    }

    private void letGo() {
        turn.end();
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
        hasReceived = true;
        if (mayTakeOver && received >= LONG && target.isDirect()) {
            mayTakeOver = false;
            receiver = ThreadReceiver.over(channel, inbox, terms).orElse(null);
        }
        if (receiver != null && inbox.isEmpty()) {
            turn.begin();
            var own = receiver.receive(target);
            turn.pieceDone();
            if (own > 0) {
                return own;
            }
        }
        var count = inbox.receive(target, terms.stall(), terms.truncation());
        received += Math.max(0, count);
        return count;
    }

    @Override
    public void rest() throws DataFailure {
        flush();
        turn.end();
    }

    @Override
    public void finish() throws DataFailure {
        if (sender != null) {
            send();
            flush();
        }
        letGo();
        if (hasReceived) {
            loop.answerEnd();
        } else {
            loop.end(last());
        }
        finished.set(true);
    }

    /** What is left to be sent with the end; also what is empty has something, since a ticket goes before it. */
    private Optional<ByteBuf> last() {
        if (filling == null || view == null) {
            return begun ? Optional.empty() : Optional.of(Unpooled.EMPTY_BUFFER);
        }
        return begun && view.position() == 0 ? Optional.empty() : Optional.of(filled(filling, view));
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
