package dev.ftpsd.server.support;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class of tests, behind its last one, when a buffer was lost by then: {@link ExtendWith} names it. */
public final class NothingLost implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        Leaks.assertNone();
    }
}
