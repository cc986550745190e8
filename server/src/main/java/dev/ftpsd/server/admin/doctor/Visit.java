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
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One control connection and its data connections, as a client has them. */
final class Visit implements AutoCloseable {

    private final String host;
    private final SeenChain seen = new SeenChain();
    private final NoCertificate own = new NoCertificate();
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

    /**
     * How a listing ended.
     *
     * @param broken what the data connection broke at before its end; empty where it came to it
     */
    record Listing(Reply reply, Optional<IOException> broken) {}

    /** @param host the name that is asked for in the handshake, and an address that is reached */
    Visit(String host, InetSocketAddress to) throws IOException {
        this.host = host;
        try {
            tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[]{own}, new TrustManager[]{seen}, null);
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

    /** Whether a handshake has asked for a client certificate. */
    boolean isAskedForCertificate() {
        return own.wasAsked();
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

    /** A listing over a data connection to that place; the last reply, which says more than the end of the connection. */
    Listing list(InetSocketAddress to) throws IOException {
        try (var raw = PatientSocket.connect(to)) {
            var begin = ask("MLSD");
            if (!begin.is(150)) {
                return new Listing(begin, Optional.empty());
            }
            try (var data = over(raw)) {
                data.getInputStream().readAllBytes();
            } catch (IOException e) {
                return new Listing(read(), Optional.of(e));
            }
            return new Listing(read(), Optional.empty());
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
