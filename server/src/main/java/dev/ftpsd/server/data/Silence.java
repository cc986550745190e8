package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;

/**
 * The silence of a data connection that may be in clear, or one under TLS whose client waits for 150. Where claims of both kinds
 * stand for its address it must last for a second before it means something: that is a round trip or two for most. On the event loop.
 */
final class Silence {

    private static final long LENGTH = Duration.ofSeconds(1).toNanos();
    private static final int AGAIN_AFTER_MILLIS = 50;

    private final ChannelHandlerContext context;
    private final BooleanSupplier lasts;
    private final BooleanSupplier isAmbiguous;
    private final Consumer<Boolean> over;
    private final long since = System.nanoTime();
    private boolean wasAmbiguous;
    private boolean waits;

    /**
     * That of a connection that has just come.
     *
     * @param lasts whether nothing has been said, and nothing decided
     * @param isAmbiguous whether whose it is cannot be told now
     * @param over hears each time that it means something, and whether that is a guess
     */
    Silence(ChannelHandlerContext context, BooleanSupplier lasts, BooleanSupplier isAmbiguous, Consumer<Boolean> over) {
        this.context = context;
        this.lasts = lasts;
        this.isAmbiguous = isAmbiguous;
        this.over = over;
    }

    /** Looks whether it means something by now. */
    void look() {
        if (waits || !lasts.getAsBoolean()) {
            return;
        }
        // The other claim may end before the connection that was made for it.
        wasAmbiguous = wasAmbiguous || isAmbiguous.getAsBoolean();
        if (wasAmbiguous && System.nanoTime() - since < LENGTH) {
            waits = true;
            context.executor().schedule(() -> {
                waits = false;
                look();
            }, AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        over.accept(wasAmbiguous);
    }
}
