package dev.ftpsd.server.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Keeps the socket of a client that has ended its side in epoll. Behind FIN nothing is watched any more, and Netty takes out of epoll what
 * is watched for nothing (since its #16689, against a loop that spins). It cannot put it back: the first bytes for which the kernel has no
 * room would close the channel, and a client that half closes and reads on would have its file cut there.
 *
 * <p>What is watched is a private field of Netty's channel. Where a later Netty has no such field, this does nothing.
 */
final class EpollEntry {

    private static final Optional<VarHandle> WATCHED = find();

    private EpollEntry() {}

    /**
     * Has something be watched for ever: changes alone, EPOLLET (epoll(7)), so that nobody is woken twice for the same. On the event loop,
     * when FIN has been read: what Netty does next is to watch less, and that call to the kernel then tells this as well.
     */
    static void keep(Channel channel) {
        if (channel instanceof EpollSocketChannel socket) {
            WATCHED.ifPresent(
                    watched -> watched.set(socket, ((EpollIoOps) watched.get(socket)).with(EpollIoOps.EPOLLET)));
        }
    }

    private static Optional<VarHandle> find() {
        try {
            if (!Epoll.isAvailable()) {
                return Optional.empty();
            }
            var channel = Class.forName("io.netty.channel.epoll.AbstractEpollChannel");
            return Optional.of(MethodHandles.privateLookupIn(channel, MethodHandles.lookup())
                    .findVarHandle(channel, "ops", EpollIoOps.class));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
