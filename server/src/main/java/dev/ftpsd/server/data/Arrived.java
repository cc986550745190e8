package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.netty.buffer.ByteBuf;

/** Bytes that have arrived and that nobody has taken yet, in their order. Under the lock of its {@link DataInbox}. */
final class Arrived {

    private final Queue<ByteBuf> received = new ArrayDeque<>();
    private int waiting;

    boolean isEmpty() {
        return received.isEmpty();
    }

    /** How many there are. */
    int octets() {
        return waiting;
    }

    /** Owns them from now on. */
    void add(ByteBuf bytes) {
        received.add(bytes);
        waiting += bytes.readableBytes();
    }

    /** Gives all of them up; the caller owns them. */
    List<ByteBuf> takeAll() {
        var all = List.copyOf(received);
        received.clear();
        waiting = 0;
        return all;
    }

    /** Moves as many as there are and there is room for; how many. */
    int moveTo(ByteBuffer target) {
        var taken = 0;
        while (target.hasRemaining() && !received.isEmpty()) {
            var first = received.element();
            var count = Math.min(target.remaining(), first.readableBytes());
            first.readBytes(target.slice(target.position(), count));
            target.position(target.position() + count);
            taken += count;
            if (!first.isReadable()) {
                received.remove().release();
            }
        }
        waiting -= taken;
        return taken;
    }
}
