package dev.ftpsd.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** Decides whether a client's certificate is good. Safe for use by several threads. */
public interface ClientVerifier {

    /** Whose certificates are accepted: told to clients, which choose theirs by it. At least one. */
    List<X509Certificate> authorities();

    /** The lists of revoked certificates that count; empty where none are looked at. */
    List<X509CRL> revocationLists();

    /**
     * Checks path, dates, purpose and revocation, as a handshake needs it. May wait for an OCSP responder: not for event loops,
     * and in a ForkJoinPool with threads to spare.
     *
     * @param chain as the client sent it, its own certificate first; never empty
     * @throws CertificateException with the reason, for the log
     */
    void verify(List<X509Certificate> chain) throws CertificateException;

    /**
     * Checks again, for a client that was good when it shook hands, whatever may have changed since: the dates and the lists of
     * revoked certificates. Asks nobody and waits for nothing.
     *
     * @throws CertificateException with the reason, for the log
     */
    void verifyAgain(List<X509Certificate> chain) throws CertificateException;
}
