package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The client's side of TLS. Its data connections resume the session of its control connection, which Java's client looks up by
 * host and port: so each socket says that it is connected to the control port.
 */
final class ClientTls {

    /** No test waits longer for an octet. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SSLContext context = newContext();
    private final String host;
    private final int controlPort;
    private final String version;

    ClientTls(String host, int controlPort, String version) {
        this.host = host;
        this.controlPort = controlPort;
        this.version = version;
    }

    /** A connection to a port of the server. */
    Socket connect(int port) throws IOException {
        var socket = new ControlPortSocket(controlPort);
        socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        return prepared(socket);
    }

    /** A port to which the server may connect. */
    ServerSocket listen() throws IOException {
        var listening = new ServerSocket(0, 1, InetAddress.getByName(host)) {
            @Override
            public Socket accept() throws IOException {
                var socket = new ControlPortSocket(controlPort);
                implAccept(socket);
                return prepared(socket);
            }
        };
        listening.setSoTimeout((int) PATIENCE.toMillis());
        return listening;
    }

    /** Shakes hands over a connection, as the client in active mode too (RFC 4217 §7); the connection outlives the TLS. */
    SSLSocket secure(Socket socket, boolean resuming) throws IOException {
        var factory = (resuming ? context : newContext()).getSocketFactory();
        var secured = (SSLSocket) factory.createSocket(socket, host, controlPort, false);
        secured.setUseClientMode(true);
        secured.setEnabledProtocols(new String[]{version});
        secured.startHandshake();
        return secured;
    }

    private static Socket prepared(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static SSLContext newContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SSLSocket asks the socket below it for the port. */
    private static final class ControlPortSocket extends Socket {

        private final int controlPort;

        ControlPortSocket(int controlPort) {
            this.controlPort = controlPort;
        }

        @Override
        public int getPort() {
            return isConnected() ? controlPort : 0;
        }
    }

    /** The server's certificate is not what is tested here. */
    private static final class TrustAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
            throw new UnsupportedOperationException("a client meets no clients");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {
            // Whatever the server shows is taken.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
