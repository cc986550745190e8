package dev.ftpsd.tls;

import java.security.cert.X509CRL;
import java.util.List;

/**
 * How it is found out whether a client certificate was revoked.
 *
 * @param lists of revoked certificates; where there are any, the client's issuer must have one that is not past its date
 * @param ocsp whether the responder is asked that the certificate names
 */
public record Revocation(List<X509CRL> lists, Ocsp ocsp) {

    /** Nothing is looked up. */
    public static final Revocation NONE = new Revocation(List.of(), Ocsp.OFF);

    public Revocation {
        lists = List.copyOf(lists);
    }

    /** Asking the responder (RFC 6960). */
    public enum Ocsp {
        OFF,
        /** A responder that cannot be reached, or that the certificate does not name, lets the client in. */
        SOFT,
        /** Only a good answer lets the client in. */
        HARD
    }
}
