package dev.ftpsd.server.data;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test behind which a transfer still has its place among {@link Turns}: others would wait for it. */
final class EveryTurnEnds implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Eventually.holds(Turns.ALL::areAllFree, "no transfer has a place");
    }
}
