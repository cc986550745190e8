package dev.ftpsd.server.transcript;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/** Lines to and from the server; remembers the dialogue for messages. */
final class ControlConnection implements AutoCloseable {

    private final ClientTls tls;
    private final List<String> dialogue = new ArrayList<>();
    private final Socket raw;
    private Socket socket;
    private @Nullable String unread;

    ControlConnection(ClientTls tls, int port) throws IOException {
        this.tls = tls;
        this.raw = tls.connect(port);
        this.socket = raw;
    }

    /** From now on everything is under TLS. */
    void secure() throws IOException {
        socket = tls.secure(raw, true);
        dialogue.add("(TLS handshake)");
    }

    /** The server ends TLS; the client answers, and goes on in clear. */
    void clear() throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("octets came under TLS, where its end was expected");
        }
        socket.close();
        socket = raw;
        dialogue.add("(end of TLS)");
    }

    boolean isSecured() {
        return socket instanceof SSLSocket;
    }

    /** Sends octets and CR LF, in one segment. */
    void send(String octets) throws IOException {
        dialogue.add("C: " + Escapes.show(octets));
        socket.getOutputStream().write((octets + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /**
     * The next line without its CR LF.
     *
     * @throws EOFException at the end of the connection
     */
    String receive() throws IOException {
        var again = unread;
        if (again != null) {
            unread = null;
            return again;
        }
        var line = new ByteArrayOutputStream();
        while (true) {
            var octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new EOFException("the server closed the control connection");
            }
            if (octet == '\n') {
                break;
            }
            line.write(octet);
        }
        var text = text(line);
        if (!text.endsWith("\r")) {
            throw new IOException("a line of a reply ends without CR: " + text);
        }
        dialogue.add("S: " + text.substring(0, text.length() - 1));
        return text.substring(0, text.length() - 1);
    }

    /** What is no UTF-8 is shown in escapes, a backslash and two digits for each octet. */
    private static String text(ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        var octets = line.toString(StandardCharsets.ISO_8859_1);
        var isUtf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).equals(octets);
        if (isUtf8) {
            return text;
        }
        return octets.endsWith("\r") ? Escapes.show(octets.substring(0, octets.length() - 1)) + "\r"
                : Escapes.show(octets);
    }

    /** {@link #receive} gives this line once more. */
    void unread(String line) {
        unread = line;
    }

    /** What was said so far, a line each. */
    String dialogue() {
        return String.join("\n", dialogue);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
