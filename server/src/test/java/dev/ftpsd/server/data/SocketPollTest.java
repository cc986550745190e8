package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A wait for a descriptor, here of a pipe. */
final class SocketPollTest {

    private FileDescriptor reader;
    private FileDescriptor writer;

    @BeforeEach
    void open() throws Exception {
        Epoll.ensureAvailability(); // which loads the library
        var pipe = FileDescriptor.pipe();
        reader = pipe[0];
        writer = pipe[1];
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        writer.close();
    }

    private void say() throws Exception {
        assertTrue(writer.write(ByteBuffer.allocateDirect(1), 0, 1) == 1);
    }

    @Test
    void ends_when_something_is_there() throws Exception {
        var poll = new SocketPoll();
        say();

        assertTrue(poll.await(reader.intValue(), SocketPoll.READABLE));
        assertTrue(poll.await(writer.intValue(), SocketPoll.WRITABLE));
    }

    @Test
    void ends_with_the_other_side() throws Exception {
        var poll = new SocketPoll();
        writer.close();

        assertTrue(poll.await(reader.intValue(), SocketPoll.READABLE));
    }

    @Test
    void ends_without_anything_so_that_the_caller_looks_around() {
        assertFalse(new SocketPoll().await(reader.intValue(), SocketPoll.READABLE));
    }

    @Test
    void holds_no_carrier() throws Exception {
        var poll = new SocketPoll();
        say();
        var answer = new CompletableFuture<Boolean>();

        Thread.startVirtualThread(() -> answer.complete(poll.await(reader.intValue(), SocketPoll.READABLE)));

        assertFalse(answer.get(20, TimeUnit.SECONDS), "left to the event loop");
    }
}
