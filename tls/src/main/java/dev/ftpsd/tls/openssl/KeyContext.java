package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

import dev.ftpsd.tls.KeyMaterial;

/**
 * The certificates of one host, with the suites of their generation and the names of those whose client certificates count.
 * OpenSSL chooses among several pairs by what the client understands. Any thread; unchanged once made.
 */
final class KeyContext {

    private final MemorySegment context;

    /**
     * Makes one.
     *
     * @param suites in IANA's words, best first
     * @param tells whether OpenSSL tells what its connections are encrypted with
     * @throws GeneralSecurityException when OpenSSL cannot use a suite, a certificate or a key
     */
    KeyContext(List<KeyMaterial> pairs, List<String> suites, ClientRules clients, boolean tells)
            throws GeneralSecurityException {
        this.context = SessionContext.newContext(this);
        setSuites(suites);
        for (var pair : pairs) {
            useCertificates(pair);
            useKey(pair);
        }
        for (var authority : clients.authorities()) {
            var certificate = Certificates.decode(authority.getEncoded());
            try {
                demand(Contexts.addAuthority(context, certificate), "authority " + authority.getSubjectX500Principal());
            } finally {
                Certificates.free(certificate);
            }
        }
        if (tells) {
            Contexts.setKeyLogCallback(context, Upcalls.KEY_LOG);
        }
        Contexts.setHelloCallback(context, Upcalls.CLIENT_HELLO);
        Contexts.setCallbacks(context, Upcalls.SELECT_PROTOCOL, Upcalls.SELECT_HOST, Upcalls.VERIFY);
    }

    /** A list would lose in silence the names that OpenSSL does not know, so each is tried alone. */
    private void setSuites(List<String> suites) throws GeneralSecurityException {
        var old = Suites.of12(suites);
        for (var suite : old) {
            demand(Contexts.setSuites12(context, Suites.openSslName(suite)), "cipher suite " + suite);
        }
        if (!old.isEmpty()) {
            demand(Contexts.setSuites12(context, String.join(":", old.stream().map(Suites::openSslName).toList())),
                    "cipher suites " + old);
        }
        // Otherwise it has no group for the suites of DHE, which tls.ciphers may name, and never speaks them.
        Contexts.control(context, Contexts.CTRL_SET_DH_AUTO, 1, MemorySegment.NULL);
        var modern = Suites.of13(suites);
        demand(Contexts.setSuites13(context, modern), "cipher suites " + modern);
    }

    private void useCertificates(KeyMaterial pair) throws GeneralSecurityException {
        for (var index = 0; index < pair.chain().size(); index++) {
            var certificate = Certificates.decode(pair.chain().get(index).getEncoded());
            try {
                demand(index == 0 ? Contexts.useCertificate(context, certificate)
                        : Contexts.control(context, Contexts.CTRL_CHAIN_CERT, 1, certificate) == 1,
                        "certificate " + (index + 1));
            } finally {
                Certificates.free(certificate);
            }
        }
    }

    private void useKey(KeyMaterial pair) throws GeneralSecurityException {
        var encoded = pair.key().getEncoded();
        var key = Certificates.decodeKey(encoded);
        Arrays.fill(encoded, (byte) 0);
        try {
            demand(Contexts.useKey(context, key), "private key");
        } finally {
            Certificates.freeKey(key);
        }
    }

    private static void demand(boolean taken, String what) throws GeneralSecurityException {
        SessionContext.demand(taken, what);
    }

    /** Has a connection show these certificates from now on. */
    void giveTo(MemorySegment ssl) {
        if (!Ssl.setContext(ssl, context)) {
            throw new OutOfMemoryError("OpenSSL has no memory for a connection's certificates");
        }
    }
}
