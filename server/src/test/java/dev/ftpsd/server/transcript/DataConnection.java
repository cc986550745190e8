package dev.ftpsd.server.transcript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/** The client's end of one data connection. */
final class DataConnection implements AutoCloseable {

    private final ClientTls tls;
    private final Socket socket;
    private final boolean deflated;
    private @Nullable SSLSocket secured;

    /** @param deflated whether what is sent and received is a zlib stream, as MODE Z wants it */
    DataConnection(ClientTls tls, Socket socket, boolean deflated) {
        this.tls = tls;
        this.socket = socket;
        this.deflated = deflated;
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
        var bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        if (deflated) {
            var zlib = new DeflaterOutputStream(top().getOutputStream());
            zlib.write(bytes);
            zlib.finish();
        } else {
            top().getOutputStream().write(bytes);
        }
        top().getOutputStream().flush();
        top().shutdownOutput();
        return new String(top().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
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
        var all = new String(received(), StandardCharsets.ISO_8859_1);
        top().shutdownOutput();
        return all;
    }

    /** SSLSocket throws where close_notify is missing. */
    private byte[] received() throws IOException {
        var bytes = top().getInputStream().readAllBytes();
        return deflated ? new InflaterInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
