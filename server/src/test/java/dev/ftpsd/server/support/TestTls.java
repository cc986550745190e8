package dev.ftpsd.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client's TLS: what it resumes are the sessions of its own context. It trusts everybody, since who serves is not in question. */
public final class TestTls {

    /** What SunJSSE reckons for header, vector, padding and tag. */
    private static final int RECORD_OVERHEAD = 325;

    private final SSLContext context;
    private final String[] protocols;
    private String[] offered = {};
    private String serverName = "";
    private int packetSize;

    /** @param protocol TLSv1.3 or TLSv1.2 */
    public TestTls(String protocol) throws IOException {
        this(protocol, new KeyManager[0]);
    }

    /** A client with a certificate. */
    public TestTls(String protocol, TestIssuer.Issued own) throws IOException {
        this(protocol, keyManagers(own));
    }

    /** @param serverName for SNI; empty for none */
    public TestTls(String protocol, String serverName) throws IOException {
        this(protocol);
        this.serverName = serverName;
    }

    private TestTls(String protocol, KeyManager[] keys) throws IOException {
        this.protocols = new String[]{protocol};
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[]{new TrustsEverybody()}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** From now on these application protocols are offered (RFC 7301). */
    public TestTls offer(String... applicationProtocols) {
        offered = applicationProtocols;
        return this;
    }

    private static KeyManager[] keyManagers(TestIssuer.Issued own) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", own.key(), new char[0],
                    new X509Certificate[]{own.certificate(), own.issuer()});
            var factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Asks for that host (SNI) from now on; for none if it is empty. */
    public TestTls asksFor(String host) {
        serverName = host;
        return this;
    }

    /** Wants records of that many octets of plain text, 512 to 4096 (RFC 6066 §4), from now on. */
    public TestTls wantsRecordsOf(int octets) {
        packetSize = octets + RECORD_OVERHEAD;
        return this;
    }

    /** Shakes hands over {@code raw}; {@code raw} is closed with the result. */
    public SSLSocket over(Socket raw) throws IOException {
        return over(raw, true);
    }

    /**
     * Shakes hands over {@code raw}.
     *
     * @param closes whether {@code raw} is closed with the result; else it goes on in clear
     */
    public SSLSocket over(Socket raw, boolean closes) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(raw, "ftp", TappedSocket.SESSION_PORT,
                closes);
        socket.setEnabledProtocols(protocols);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(offered);
        if (!serverName.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        parameters.setMaximumPacketSize(packetSize);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** An engine for those who want to see the client's records before they are sent. */
    public SSLEngine engine() {
        var engine = context.createSSLEngine("ftp", TappedSocket.SESSION_PORT);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(protocols);
        return engine;
    }

    /** All that a client says before the server has said anything. */
    public static byte[] clientHello() {
        try {
            var engine = new TestTls("TLSv1.3").engine();
            var records = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), records);
            return Arrays.copyOf(records.array(), records.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Never a server.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Everybody.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Never a server.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Everybody.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Never a server.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Everybody.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
