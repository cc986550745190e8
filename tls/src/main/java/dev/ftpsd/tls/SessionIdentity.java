package dev.ftpsd.tls;

/**
 * Names one control connection's TLS session. Compared by value; never shown to a client.
 *
 * @param value random and not empty, so that "no identity" cannot equal "no identity"
 */
public record SessionIdentity(String value) {

    public SessionIdentity {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an identity is never empty");
        }
    }

    /** It is no secret, but it is nobody's business: the log shows its beginning. */
    @Override
    public String toString() {
        return value.substring(0, Math.min(12, value.length()));
    }
}
