package dev.ftpsd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One session, whose data connections resume its own TLS session if it has one. */
final class LoadClient implements AutoCloseable {

    /** A server that says nothing for so long has failed at this work, and the others go on. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final int CHUNK = 256 * 1024;

    private final Protection protection;
    private final SSLContext context;
    private final int port;
    private final byte[] buffer = new byte[CHUNK];
    private Socket control;
    /** Below TLS, of the latest data connection. */
    private Socket wire;
    private BufferedReader replies;
    private long firstByte;

    /** What one session does. */
    @FunctionalInterface
    interface Task {
        void with(LoadClient client) throws IOException;
    }

    /** Connects and logs in. */
    LoadClient(int port, String user, String password, Protection protection) throws IOException {
        this.protection = protection;
        this.port = port;
        this.context = trusting();
        this.control = new ServersSocket(port, port);
        this.wire = control;
        control.setTcpNoDelay(true);
        control.setSoTimeout(PATIENCE_MILLIS);
        this.replies = reader(control);
        expect(220);
        if (protection == Protection.TLS) {
            ask("AUTH TLS", 234);
            control = secure(control);
            replies = reader(control);
        }
        ask("USER " + user, 331);
        ask("PASS " + password, 230);
        if (protection == Protection.TLS) {
            ask("PBSZ 0", 200);
            ask("PROT P", 200);
        }
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
    private Socket secure(Socket raw) throws IOException {
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
        var raw = new ServersSocket(Integer.parseInt(numbers[4]) * 256 + Integer.parseInt(numbers[5]), port);
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(PATIENCE_MILLIS);
        send(command);
        wire = raw;
        try {
            return protection == Protection.TLS ? secure(raw) : raw;
        } catch (IOException e) {
            raw.close();
            expect(150); // says why, where the server has refused the command
            throw e;
        }
    }

    /** Receives what a command sends; the number of bytes. */
    long receive(String command) throws IOException {
        var begin = System.nanoTime();
        var sum = 0L;
        try (var data = open(command)) {
            var in = data.getInputStream();
            sum = in.read(buffer);
            firstByte = System.nanoTime() - begin;
            sum += rest(in);
        }
        expect(150);
        expect(226);
        return sum;
    }

    private long rest(InputStream in) throws IOException {
        var sum = 0L;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sum += count;
        }
        return sum;
    }

    /** Seconds from before the connection was asked for to the first byte of what was received last. */
    double firstByte() {
        return firstByte / 1e9;
    }

    /**
     * Receives a file without decrypting it, see {@link Records}.
     *
     * @param bytes so many at the least
     * @throws IOException if fewer come
     */
    void drain(String command, long bytes) throws IOException {
        try (var _ = open(command)) {
            var in = wire.getInputStream();
            var sum = protection == Protection.TLS ? new Records(buffer).drain(in) : rest(in);
            if (sum < bytes) {
                throw new IOException(command + " gave " + sum + " of " + bytes + " bytes");
            }
        }
        expect(150);
        expect(226);
    }

    /** Sends so many bytes to a file in the server's folder for uploads, as fast as it can. */
    void store(String name, long bytes) throws IOException {
        store(name, bytes, buffer.length, 0);
    }

    /** Sends so many bytes in pieces, with a pause behind each, as they come across a network. */
    void store(String name, long bytes, int piece, long pauseNanos) throws IOException {
        try (var data = open("STOR " + Site.uploads(port) + "/" + name)) {
            var out = data.getOutputStream();
            for (long left = bytes; left > 0; left -= Math.min(left, piece)) {
                out.write(buffer, 0, (int) Math.min(left, piece));
                if (pauseNanos > 0) {
                    LockSupport.parkNanos(pauseNanos);
                }
            }
            data.shutdownOutput();
            if (!wire.isOutputShutdown()) {
                wire.shutdownOutput();
            }
            // To close over something unread, a ticket for example, would be RST, and the file's end lost.
            rest(wire.getInputStream());
            expect(150);
            expect(226);
        }
    }

    @Override
    public void close() throws IOException {
        ask("QUIT", 221);
        control.close();
    }

    /** Closes all of them. */
    static void leave(List<LoadClient> clients) throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    /** The JDK keeps sessions under host and port: a data connection that says the port of its control connection finds that one's. */
    private static final class ServersSocket extends Socket {

        private final int said;

        ServersSocket(int port, int said) throws IOException {
            super("127.0.0.1", port);
            this.said = said;
        }

        @Override
        public int getPort() {
            return said;
        }
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
