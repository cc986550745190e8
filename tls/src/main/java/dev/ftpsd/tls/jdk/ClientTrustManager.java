package dev.ftpsd.tls.jdk;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import dev.ftpsd.tls.ClientVerifier;

/**
 * Has client certificates checked by the verifier that was in force when the engine was made, and never against the engine: that
 * of a control connection has an endpoint identification algorithm of ours ({@link JdkTlsEngines}), which SunJSSE's own check
 * would take for an unknown rule about host names and refuse every client.
 */
final class ClientTrustManager extends X509ExtendedTrustManager {

    private final Generations generations;

    ClientTrustManager(Generations generations) {
        this.generations = generations;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        var verifier = EngineRole.of(engine).generation.verifier();
        if (verifier.isEmpty()) {
            throw new CertificateException("no client was asked for a certificate");
        }
        if (engine.isInboundDone()) {
            // It was closed while this check waited for its thread: nobody need be asked about it.
            throw new CertificateException("the client has gone");
        }
        verifier.get().verify(List.of(chain));
    }

    /** The list in the CertificateRequest, for which SunJSSE does not say which engine asks. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return generations.live().stream().findFirst().flatMap(EngineKeys::verifier).map(ClientVerifier::authorities)
                .orElse(List.of()).toArray(X509Certificate[]::new);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("engines alone are served here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is the server (RFC 4217 §7)");
    }
}
