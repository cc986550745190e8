package dev.ftpsd.server.data;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test behind which a transfer still has its place among {@link Turns}: others would wait for it. */
final class EveryTurnEnds implements BeforeEachCallback, AfterEachCallback {

    /** What other tests have left behind comes to its end. */
    @Override
    public void beforeEach(ExtensionContext context) throws InterruptedException {
        awaitEnd();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        awaitEnd();
    }

    static void awaitEnd() throws InterruptedException {
        Eventually.holds(EveryTurnEnds::haveEnded, "no transfer has a place");
    }

    static boolean haveEnded() {
        return Turns.ALL.count().taken() == 0;
    }
}
