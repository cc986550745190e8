package dev.ftpsd.server.hook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.EventSettings.Target.Webhook;
import dev.ftpsd.server.hook.Call.Answer;

/** A call of a web service: POST of the event as JSON, signed, to an address that is never led elsewhere. */
final class WebCall {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int FORBIDDEN = 403;

    private WebCall() {}

    /** What is sent. */
    record Message(String id, String body) {}

    static Answer run(HttpClient client, Webhook hook, Message message, Duration timeout, Call call)
            throws InterruptedException {
        var time = Instant.now().getEpochSecond();
        var request = HttpRequest.newBuilder(hook.address()).timeout(timeout)
                .header("Content-Type", "application/json").header("Ftpsd-Event", message.id())
                .header("Ftpsd-Timestamp", Long.toString(time));
        hook.secret().ifPresent(
                secret -> request.header("Ftpsd-Signature", signature(secret, time, message.body())));
        var sent = client.sendAsync(request.POST(HttpRequest.BodyPublishers.ofString(message.body())).build(),
                BodyHandlers.discarding());
        call.endsBy(() -> sent.cancel(true));
        try {
            return answer(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return new Answer.None(cause == null ? "failed" : cause.getClass().getSimpleName());
        } catch (CancellationException e) {
            return new Answer.None("broken off");
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.None("no answer within " + timeout.toMillis() + " ms");
        }
    }

    private static Answer answer(int status) {
        if (status >= 200 && status <= 299) {
            return new Answer.Yes();
        }
        return status == FORBIDDEN ? new Answer.No("status 403") : new Answer.None("status " + status);
    }

    /** HMAC-SHA256 of the time in seconds, a dot and the body, by which a receiver knows us and knows that it is not sent again. */
    static String signature(Secret secret, long time, String body) {
        var key = secret.toUtf8();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "sha256=" + HexFormat.of()
                    .formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
