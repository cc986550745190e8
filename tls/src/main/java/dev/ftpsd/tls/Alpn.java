package dev.ftpsd.tls;

import java.util.List;
import java.util.Optional;

/**
 * What to answer to a client's list of application protocols (RFC 7301). A browser that was lured to this port offers
 * {@code h2} or {@code http/1.1} and nothing of ours: its handshake is refused, so that no page can make it speak to an FTP
 * server under the certificate of a web host (the ALPACA attack). Most FTP clients offer no list at all; they are served.
 */
public enum Alpn {

    CONTROL,
    DATA;

    /**
     * The protocol to select from a list that the client did send.
     *
     * @return empty where the handshake must fail with {@code no_application_protocol}
     */
    public Optional<String> select(List<String> offered) {
        return ours().stream().filter(offered::contains).findFirst();
    }

    private List<String> ours() {
        return switch (this) {
            // FileZilla also offers x-filezilla-ftp: who selects it promises what an engine may be unable to keep.
            case CONTROL -> List.of("ftp");
            case DATA -> List.of("ftp-data", "ftp");
        };
    }
}
