package dev.ftpsd.server.hook;

import java.io.IOException;
import java.time.Duration;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.OnFailure;
import dev.ftpsd.server.hook.Call.Answer;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;

/** Asks those hooks whose word an upload waits for, on the command's thread; ABOR ends the waiting. */
final class Verdicts {

    private final Caller caller;
    private final Slots slots;
    private final EventLog events;

    /** @param parallel how many calls run at once; further uploads wait within their hook's timeout */
    Verdicts(Caller caller, int parallel, EventLog events) {
        this.caller = caller;
        this.slots = new Slots(parallel);
        this.events = events;
    }

    /**
     * Asks one.
     *
     * @throws StorageException REJECTED if it says no; FAILED if it says nothing and that counts as no
     * @throws dev.ftpsd.server.data.DataFailure ABORTED
     */
    void require(Hook hook, UploadEvent event, Transfer transfer) throws IOException {
        var call = new Call();
        transfer.whenAborted(call::breakOff);
        var answer = ask(hook, event, call);
        transfer.checkNotAborted();
        switch (answer) {
            case Answer.Yes() -> {
            }
            case Answer.No(var reason) -> {
                events.hookRefused(hook.name(), event.id(), reason);
                throw new StorageException(Kind.REJECTED, event.path(),
                        "The file was examined and refused; nothing is stored. Ask the administrator.");
            }
            case Answer.None(var reason) -> {
                events.hookFailed(hook.name(), event.id(), 1, reason);
                if (hook.onFailure() == OnFailure.DENY) {
                    throw new StorageException(Kind.FAILED, event.path(),
                            "The file could not be examined; nothing is stored. Send it again later.");
                }
            }
        }
    }

    private Answer ask(Hook hook, UploadEvent event, Call call) {
        var begun = System.nanoTime();
        try {
            if (!slots.take(hook.timeout(), call)) {
                return new Answer.None("too many calls");
            }
            try {
                var left = hook.timeout().minusNanos(System.nanoTime() - begun);
                return caller.call(within(hook, left.isPositive() ? left : Duration.ofNanos(1)), event.id(),
                        event.json(), call);
            } finally {
                slots.give();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.None("the server ends");
        }
    }

    private static Hook within(Hook hook, Duration left) {
        return new Hook(hook.name(), hook.on(), hook.paths(), hook.target(), hook.waits(), left, hook.onFailure());
    }
}
