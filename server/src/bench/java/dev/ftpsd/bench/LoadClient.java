package dev.ftpsd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One session over TLS 1.3 with AES-256-GCM, whose data connections resume it. */
final class LoadClient implements AutoCloseable {

    /** A server that says nothing for so long has failed at this work, and the others go on. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final int CHUNK = 256 * 1024;

    private final SSLContext context;
    private final int port;
    private final byte[] buffer = new byte[CHUNK];
    private Socket control;
    /** Below TLS, of the latest data connection. */
    private Socket wire;
    private BufferedReader replies;

    /** Connects and logs in. */
    LoadClient(int port, String user, String password) throws IOException {
        this.port = port;
        this.context = trusting();
        this.control = new Socket("127.0.0.1", port);
        this.wire = control;
        control.setTcpNoDelay(true);
        control.setSoTimeout(PATIENCE_MILLIS);
        this.replies = reader(control);
        expect(220);
        ask("AUTH TLS", 234);
        control = secure(control);
        replies = reader(control);
        ask("USER " + user, 331);
        ask("PASS " + password, 230);
        ask("PBSZ 0", 200);
        ask("PROT P", 200);
        ask("TYPE I", 200);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static SSLContext trusting() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new TrustsEverybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Under the name of the control connection, by which the session is found that is resumed. */
    private SSLSocket secure(Socket raw) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(raw, "ftpd", port, true);
        secured.setEnabledProtocols(new String[]{"TLSv1.3"});
        secured.setEnabledCipherSuites(new String[]{"TLS_AES_256_GCM_SHA384"});
        secured.startHandshake();
        return secured;
    }

    private String ask(String line, int code) throws IOException {
        send(line);
        return expect(code);
    }

    private void send(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String expect(int code) throws IOException {
        var line = replies.readLine();
        while (line != null && !line.matches("\\d{3} .*")) {
            line = replies.readLine();
        }
        if (line == null || !line.startsWith(Integer.toString(code).substring(0, 1))) {
            throw new IOException("expected " + code + ", got " + line);
        }
        return line;
    }

    private Socket open(String command) throws IOException {
        var reply = ask("PASV", 227);
        var numbers = reply.substring(reply.indexOf('(') + 1, reply.indexOf(')')).split(",", -1);
        var raw = new Socket("127.0.0.1", Integer.parseInt(numbers[4]) * 256 + Integer.parseInt(numbers[5]));
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(PATIENCE_MILLIS);
        send(command);
        wire = raw;
        return secure(raw);
    }

    /** Receives what a command sends; the number of bytes. */
    long receive(String command) throws IOException {
        var sum = 0L;
        try (var data = open(command)) {
            var in = data.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum += count;
            }
        }
        expect(150);
        expect(226);
        return sum;
    }

    /** Sends so many bytes. */
    void store(String name, long bytes) throws IOException {
        try (var data = open("STOR " + name)) {
            var out = data.getOutputStream();
            for (long left = bytes; left > 0; left -= Math.min(left, buffer.length)) {
                out.write(buffer, 0, (int) Math.min(left, buffer.length));
            }
            data.shutdownOutput();
            if (!wire.isOutputShutdown()) {
                wire.shutdownOutput();
            }
            // Before we close: to close over something unread, a ticket for example, would be RST, and the file's end lost.
            expect(150);
            expect(226);
        }
    }

    @Override
    public void close() throws IOException {
        ask("QUIT", 221);
        control.close();
    }

    /** The certificates are made for the occasion. */
    private static final class TrustsEverybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
            // No client shows one.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {
            // Whoever answers on the loopback is measured.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
