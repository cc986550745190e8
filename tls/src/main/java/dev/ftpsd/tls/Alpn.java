package dev.ftpsd.tls;

import java.util.List;
import java.util.Optional;

/**
 * What to answer to a client's list of application protocols (RFC 7301). A browser that was lured to this port offers
 * {@code h2} or {@code http/1.1} and nothing of ours: its handshake is refused, so that no page can make it speak to an FTP
 * server under the certificate of a web host (the ALPACA attack). Most FTP clients offer no list at all; they are served.
 */
public enum Alpn {

    /** A control connection: {@code ftp} alone. */
    CONTROL,
    /**
     * A control connection that sends fresh tickets. FileZilla then takes {@link #FILEZILLA} as a promise: data is protected
     * without PBSZ and PROT, names are UTF-8 without OPTS, and each data connection resumes or fails. It asks for none of
     * that by commands, which saves five round trips a login.
     */
    CONTROL_WITH_TICKETS,
    /** A data connection. FileZilla insists on {@code ftp-data} where it was promised {@link #FILEZILLA}. */
    DATA;

    /** FileZilla's own name for a server that keeps its promises. */
    public static final String FILEZILLA = "x-filezilla-ftp";

    /**
     * The protocol to select from a list that the client did send: the first of ours, whatever order the client likes.
     *
     * @return empty where the handshake must fail with {@code no_application_protocol}
     */
    public Optional<String> select(List<String> offered) {
        return ours().stream().filter(offered::contains).findFirst();
    }

    private List<String> ours() {
        return switch (this) {
            case CONTROL -> List.of("ftp");
            case CONTROL_WITH_TICKETS -> List.of(FILEZILLA, "ftp");
            case DATA -> List.of("ftp-data", "ftp");
        };
    }
}
