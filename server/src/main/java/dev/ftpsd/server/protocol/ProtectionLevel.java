package dev.ftpsd.server.protocol;

/** What PROT sets for data connections (RFC 2228 §3, RFC 4217 §9). */
public enum ProtectionLevel {
    /** No protection; the initial state. */
    CLEAR("C"),
    /** TLS: integrity and confidentiality. */
    PRIVATE("P");

    private final String letter;

    ProtectionLevel(String letter) {
        this.letter = letter;
    }

    /** The letter that PROT takes. */
    public String letter() {
        return letter;
    }
}
