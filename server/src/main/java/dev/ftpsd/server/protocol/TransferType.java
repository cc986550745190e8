package dev.ftpsd.server.protocol;

/** How the octets of a file are represented on the data connection (RFC 959 §3.1.1). */
public enum TransferType {
    /** Lines end with CR LF on the wire; non-print format. The default of RFC 959 §5.1. */
    ASCII("A"),
    /** Octets as they are. */
    IMAGE("I");

    private final String letter;

    TransferType(String letter) {
        this.letter = letter;
    }

    /** The letter that TYPE takes. */
    public String letter() {
        return letter;
    }
}
