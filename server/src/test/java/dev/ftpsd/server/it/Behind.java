package dev.ftpsd.server.it;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Something that goes on while a test does something else to the server. */
final class Behind {

    private static final long PATIENCE_SECONDS = 60;

    private final FutureTask<Result> task;

    private Behind(FutureTask<Result> task) {
        this.task = task;
    }

    static Behind start(Callable<Result> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return new Behind(task);
    }

    boolean isOver() {
        return task.isDone();
    }

    /** How it ended, when it has. */
    Result result() throws Exception {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
