package dev.ftpsd.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collections;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client of a {@link MemoryHandshake}: the JDK's, with a session cache of its own, so that it resumes what it was given
 * under the same host name. It trusts every certificate: its peer is this very process, and nothing that it makes ever meets
 * a network.
 */
public final class MemoryClient {

    private static final int PORT = 21;

    private final SSLContext context;
    private final String protocol;

    /**
     * A client that has no session yet.
     *
     * @param protocol the one version that it speaks, {@code TLSv1.3} or {@code TLSv1.2}
     */
    public MemoryClient(String protocol) throws GeneralSecurityException {
        this.protocol = protocol;
        this.context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(null, new TrustManager[]{new TrustsItself()}, null);
    }

    /** An engine that resumes the session of an earlier one for the same host, if there is one. */
    public SSLEngine engine(String host) {
        var engine = context.createSSLEngine(host, PORT);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[]{protocol});
        return engine;
    }

    /** Forgets the sessions it could resume; connections go on. */
    public void forgetSessions() {
        var sessions = context.getClientSessionContext();
        for (var id : Collections.list(sessions.getIds())) {
            var session = sessions.getSession(id);
            // One that descends from another has already gone with it.
            if (session != null) {
                session.invalidate();
            }
        }
    }

    private static final class TrustsItself extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // see the class
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // see the class
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // see the class
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // see the class
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // see the class
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // see the class
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
