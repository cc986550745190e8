package dev.ftpsd.server.data;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.netty.channel.Channel;

/**
 * A step that a transfer's thread has the event loop do, and waits for. Whatever goes wrong in it goes wrong for that thread, which else
 * would wait for ever, where no ABOR reaches it.
 */
final class LoopStep<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    private LoopStep() {}

    /** Does the work on the channel's event loop and waits until it says {@link #end}; throws what it throws. */
    static <T> T await(Channel channel, Consumer<LoopStep<T>> work) {
        var step = new LoopStep<T>();
        channel.eventLoop().execute(() -> step.run(() -> work.accept(step)));
        try {
            return step.result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Goes on with the work, where it was interrupted for something else. */
    void run(Runnable part) {
        try {
            part.run();
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    void end(T with) {
        result.complete(with);
    }
}
