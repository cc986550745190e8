package dev.ftpsd.tls.openssl;

import dev.ftpsd.tls.Alpn;

/** What a connection is for. */
enum Role {

    /**
     * Makes sessions and resumes none. The label of its own connection keeps it from every session, since those that it makes
     * get the label of {@link #DATA}. It sends fresh tickets, and may promise so.
     */
    CONTROL(Alpn.CONTROL_WITH_TICKETS, "ftpsd-control"),

    /** Resumes sessions of control connections, and of other data connections. */
    DATA(Alpn.DATA, "ftpsd-data");

    private final Alpn alpn;
    private final String label;

    Role(Alpn alpn, String label) {
        this.alpn = alpn;
        this.label = label;
    }

    /** Which application protocols it answers. */
    Alpn alpn() {
        return alpn;
    }

    /** Which sessions it may resume: SSL_set_session_id_context(3). */
    String label() {
        return label;
    }
}
