package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/** The client's end of one data connection. */
final class DataConnection implements AutoCloseable {

    private final ClientTls tls;
    private final Socket socket;
    private @Nullable SSLSocket secured;

    DataConnection(ClientTls tls, Socket socket) {
        this.tls = tls;
        this.socket = socket;
    }

    /** Shakes hands, once. */
    void secure(boolean resuming) throws IOException {
        if (secured == null) {
            secured = tls.secure(socket, resuming);
        }
    }

    private Socket top() {
        return secured == null ? socket : secured;
    }

    /** Sends octets and ends properly, then waits for the server's end, which must be proper too. */
    String upload(String octets) throws IOException {
        top().getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        top().getOutputStream().flush();
        top().shutdownOutput();
        return rest();
    }

    /** Sends octets and breaks off: RST in clear, no close_notify under TLS. */
    void cut(String octets) throws IOException {
        top().getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        top().getOutputStream().flush();
        if (secured == null) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    /** Everything up to the server's proper end. */
    String download() throws IOException {
        var all = rest();
        top().shutdownOutput();
        return all;
    }

    /** SSLSocket throws where close_notify is missing. */
    private String rest() throws IOException {
        return new String(top().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
