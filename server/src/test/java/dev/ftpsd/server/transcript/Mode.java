package dev.ftpsd.server.transcript;

/** How a transcript is played; the three differ in all that clients differ in. */
enum Mode {

    CLEAR("in clear"),
    /** TLS 1.3; the data connection shakes hands after 150. */
    TLS("under AUTH TLS"),
    /** TLS 1.2 from the first octet; the data connection shakes hands before the transfer command. */
    IMPLICIT("on the implicit port");

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    /** For the names of tests. */
    String words() {
        return words;
    }

    String tlsVersion() {
        return this == IMPLICIT ? "TLSv1.2" : "TLSv1.3";
    }

    boolean handshakesEarly() {
        return this == IMPLICIT;
    }
}
