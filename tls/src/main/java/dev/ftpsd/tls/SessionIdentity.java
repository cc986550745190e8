package dev.ftpsd.tls;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names one control connection's TLS session. Compared by value; never shown to a client.
 *
 * @param value random and not empty, so that "no identity" cannot equal "no identity"
 */
public record SessionIdentity(String value) {

    private static final int RANDOM_OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    public SessionIdentity {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an identity is never empty");
        }
    }

    /** One that no other connection has: {@code ctl-} and 32 hexadecimal digits. */
    public static SessionIdentity random() {
        var octets = new byte[RANDOM_OCTETS];
        RANDOM.nextBytes(octets);
        return new SessionIdentity("ctl-" + HexFormat.of().formatHex(octets));
    }

    /** It is no secret, but it is nobody's business: the log shows its beginning. */
    @Override
    public String toString() {
        return value.substring(0, Math.min(12, value.length()));
    }
}
