package dev.ftpsd.tls;

import java.security.cert.CertificateException;
import java.util.concurrent.ForkJoinPool;

import org.jspecify.annotations.Nullable;

/**
 * A check that waits for somebody else. A {@link ForkJoinPool} that it runs in hears of it, and lets another thread do what else there
 * is meanwhile; anywhere else it just waits. One thread, once.
 */
final class Waiting implements ForkJoinPool.ManagedBlocker {

    private final Check check;
    private boolean done;
    private @Nullable CertificateException refusal;

    private Waiting(Check check) {
        this.check = check;
    }

    /** What waits. */
    interface Check {

        /** Returns where a certificate is good. */
        void run() throws CertificateException;
    }

    /** Runs it on this thread. */
    static void on(Check check) throws CertificateException {
        var waiting = new Waiting(check);
        try {
            ForkJoinPool.managedBlock(waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CertificateException("nobody waits for the check any more", e);
        }
        var refused = waiting.refusal;
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public boolean block() {
        try {
            check.run();
        } catch (CertificateException e) {
            refusal = e;
        }
        done = true;
        return true;
    }

    @Override
    public boolean isReleasable() {
        return done;
    }
}
