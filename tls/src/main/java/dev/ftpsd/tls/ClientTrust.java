package dev.ftpsd.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/** Whether clients are asked for a certificate, and whose signature counts. */
public sealed interface ClientTrust {

    /** No client is asked. */
    record Off() implements ClientTrust {}

    /** Clients are asked; one without a certificate is served, one with a bad certificate is not. */
    record Wanted(List<X509Certificate> authorities) implements ClientTrust {

        public Wanted {
            authorities = atLeastOne(authorities);
        }
    }

    /** No handshake without a certificate that one of the authorities signed. */
    record Required(List<X509Certificate> authorities) implements ClientTrust {

        public Required {
            authorities = atLeastOne(authorities);
        }
    }

    private static List<X509Certificate> atLeastOne(List<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("client certificates need at least one authority");
        }
        return List.copyOf(authorities);
    }
}
