package dev.ftpsd.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads for the costly steps of handshakes, one a core, so that a storm of them leaves the event loops their share. Where one
 * waits for an OCSP responder another takes its place: a responder that is down must hold up those alone whom it is asked about.
 */
final class HandshakeThreads {

    /** So many may wait for responders beside those that compute; each gives up after some seconds, then it is the next one's turn. */
    static final int MOST_WAITING = 64;

    /** How long one more than the cores is kept, in seconds. */
    private static final int KEPT = 10;

    private HandshakeThreads() {}

    /** New ones, of which none keeps the process alive. */
    static ExecutorService open() {
        var cores = Runtime.getRuntime().availableProcessors();
        var number = new AtomicLong();
        ForkJoinPool.ForkJoinWorkerThreadFactory threads = pool -> {
            var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setName("tls-" + number.getAndIncrement());
            return thread;
        };
        // With as many that wait as there may be, the next one waits in the place of one that computes.
        return new ForkJoinPool(cores, threads, null, true, cores, cores + MOST_WAITING, cores, _ -> true, KEPT,
                TimeUnit.SECONDS);
    }
}
