package dev.ftpsd.server.admin.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One control connection and its data connections, as a client has them. */
final class Visit implements AutoCloseable {

    private final String host;
    private final SeenChain seen = new SeenChain();
    private final SSLContext tls;
    private Socket control;

    /** A reply: its code, and its last line without it. */
    record Reply(int code, String text) {

        boolean is(int expected) {
            return code == expected;
        }

        @Override
        public String toString() {
            return code + " " + text;
        }
    }

    /** @param host the name that is asked for in the handshake, and an address that is reached */
    Visit(String host, InetSocketAddress to) throws IOException {
        this.host = host;
        try {
            tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[0], new TrustManager[]{seen}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        control = PatientSocket.connect(to);
    }

    /** Shakes hands on the control connection; returns the version of TLS. */
    String shakeHands() throws IOException {
        var secured = over(control);
        control = secured;
        return secured.getSession().getProtocol();
    }

    private SSLSocket over(Socket raw) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    /** The certificates that the server has shown, leaf first. */
    List<X509Certificate> certificates() {
        return seen.chain();
    }

    InetAddress peer() {
        return control.getInetAddress();
    }

    Reply ask(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        control.getOutputStream().flush();
        return read();
    }

    /** Reads one reply, however many lines it has (RFC 959 §4.2). */
    Reply read() throws IOException {
        var line = line();
        var code = line.length() >= 3 ? line.substring(0, 3) : "";
        if (!code.matches("[1-5][0-9]{2}")) {
            throw new IOException("it does not speak FTP: " + line.replaceAll("[^ -~]", "?"));
        }
        while (!line.startsWith(code + " ")) {
            line = line();
        }
        return new Reply(Integer.parseInt(code), line.substring(4).replaceAll("[^ -~]", "?"));
    }

    private String line() throws IOException {
        var octets = new ByteArrayOutputStream();
        var in = control.getInputStream();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || octets.size() > 4096) {
                throw new IOException("the connection was closed");
            }
            octets.write(octet);
        }
        return octets.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** A listing over a data connection to that place; the last reply. */
    Reply list(InetSocketAddress to) throws IOException {
        try (var raw = PatientSocket.connect(to)) {
            var begin = ask("MLSD");
            if (!begin.is(150)) {
                return begin;
            }
            try (var data = over(raw)) {
                data.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The server's reply says more than its end of the connection.
                return read();
            }
            return read();
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
