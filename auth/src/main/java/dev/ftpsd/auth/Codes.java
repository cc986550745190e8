package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Compares one-time codes and remembers those that were used: each lets in once (RFC 6238 §5.2). The memory is that of
 * this process; a code seen just before a restart is good for up to 90 seconds again.
 *
 * <p>Used by any number of logins at once.
 */
final class Codes {

    private final Map<String, Long> lastUsed = new ConcurrentHashMap<>();
    private final CodeSecret decoy;

    Codes(SecureRandom random) {
        this.decoy = CodeSecret.generate(random);
    }

    /**
     * The step of time of a right code. Computes the same where there is no secret.
     *
     * @param secret the user's; null where no code is asked for
     */
    OptionalLong stepOf(@Nullable CodeSecret secret, Secret code, Instant now) {
        var step = (secret == null ? decoy : secret).stepOf(code, now);
        return secret == null ? OptionalLong.empty() : step;
    }

    /** Uses a code up; false where it, or a later one, was used before. */
    boolean use(String user, long step) {
        var isNew = new boolean[1];
        lastUsed.compute(user, (_, last) -> {
            isNew[0] = last == null || step > last;
            return isNew[0] ? Long.valueOf(step) : last;
        });
        return isNew[0];
    }
}
