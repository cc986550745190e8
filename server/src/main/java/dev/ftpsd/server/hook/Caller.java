package dev.ftpsd.server.hook;

import java.net.http.HttpClient;
import java.time.Duration;

import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.Target;
import org.jspecify.annotations.Nullable;

/** Calls hooks, on the caller's thread, which waits for the answer. Any thread. */
final class Caller implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private @Nullable HttpClient client;

    /** Made when it is first needed: most servers call no web service, and it takes a while. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();
        }
        return client;
    }

    /**
     * Calls, and waits as long as the hook's timeout at most. Who breaks it off before it has begun has it not begin.
     *
     * @param body JSON, in one line
     */
    Call.Answer call(Hook hook, String id, String body, Call call) throws InterruptedException {
        if (call.isBroken()) {
            return new Call.Answer.None("it was broken off");
        }
        return switch (hook.target()) {
            case Target.Command(var arguments) -> ProgramCall.run(arguments, body, hook.timeout(), call);
            case Target.Webhook webhook ->
                    WebCall.run(client(), webhook, new WebCall.Message(id, body), hook.timeout(), call);
        };
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
