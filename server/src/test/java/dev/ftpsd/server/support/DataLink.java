package dev.ftpsd.server.support;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client's data connection. */
public final class DataLink implements AutoCloseable {

    private final TappedSocket wire;
    private Socket socket;

    private DataLink(TappedSocket wire) {
        this.wire = wire;
        this.socket = wire;
    }

    /** Connects and says nothing yet. */
    public static DataLink connect(int port) throws IOException {
        return new DataLink(TappedSocket.connect(port));
    }

    /** Over a connection that is there. */
    public static DataLink over(TappedSocket wire) {
        return new DataLink(wire);
    }

    /** Shakes hands, resuming a session of {@code tls} if there is one. */
    public DataLink secure(TestTls tls) throws IOException {
        socket = tls.over(wire);
        return this;
    }

    /** The connection below TLS. */
    public TappedSocket wire() {
        return wire;
    }

    public Socket socket() {
        return socket;
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends our side properly: close_notify under TLS, then FIN. */
    public void end() throws IOException {
        socket.shutdownOutput();
        if (!wire.isOutputShutdown()) {
            wire.shutdownOutput();
        }
    }

    /** Everything that comes until the server's end. */
    public byte[] readAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
