package dev.ftpsd.server.protocol;

/** How bytes stand on the data connection: MODE (RFC 959 §3.4). */
public enum TransferMode {
    /** As they are: MODE S. */
    STREAM("S"),
    /** As one zlib stream: MODE Z (draft-preston-ftpext-deflate-04). */
    DEFLATE("Z");

    private final String letter;

    TransferMode(String letter) {
        this.letter = letter;
    }

    /** The letter that MODE takes. */
    public String letter() {
        return letter;
    }
}
