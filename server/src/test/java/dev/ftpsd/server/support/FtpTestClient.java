package dev.ftpsd.server.support;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A client that sends what it is told, and reads one reply at a time. Used by one thread. */
public final class FtpTestClient implements AutoCloseable {

    private final TappedSocket wire;
    private final TestTls tls;
    private Socket socket;
    private boolean secured;

    private FtpTestClient(TappedSocket wire, TestTls tls) {
        this.wire = wire;
        this.tls = tls;
        this.socket = wire;
    }

    /** Connects and reads the greeting; speaks TLS 1.3 once it is told to. */
    public static FtpTestClient connect(int port) throws IOException {
        return connect(port, "TLSv1.3");
    }

    /** Connects and reads the greeting; speaks {@code protocol} once it is told to. */
    public static FtpTestClient connect(int port, String protocol) throws IOException {
        return connect(port, new TestTls(protocol));
    }

    /**
     * One that is logged in.
     *
     * @param protection a version of TLS, or {@code clear}
     */
    public static FtpTestClient loggedIn(int port, String protection, String user) throws IOException {
        return protection.equals("clear") ? connect(port).login(user) : connect(port, protection).secure().login(user);
    }

    /** Connects and reads the greeting; speaks that TLS once it is told to. */
    public static FtpTestClient connect(int port, TestTls tls) throws IOException {
        var client = new FtpTestClient(TappedSocket.connect(port), tls);
        client.expect(220);
        return client;
    }

    /** Connects and reads nothing: for one who is not let in. */
    public static FtpTestClient connectRefused(int port) throws IOException {
        return new FtpTestClient(TappedSocket.connect(port), new TestTls("TLSv1.3"));
    }

    /** Over a connection that is there, of which nothing has been read. */
    public static FtpTestClient over(TappedSocket wire) throws IOException {
        return new FtpTestClient(wire, new TestTls("TLSv1.3"));
    }

    /** Shakes hands at once and reads the greeting. */
    public static FtpTestClient connectImplicit(int port) throws IOException {
        var client = new FtpTestClient(TappedSocket.connect(port), new TestTls("TLSv1.3"));
        client.shakeHands();
        client.expect(220);
        return client;
    }

    /** AUTH TLS, then PROT P. */
    public FtpTestClient secure() throws IOException {
        ask("AUTH TLS", 234);
        shakeHands();
        ask("PBSZ 0", 200);
        ask("PROT P", 200);
        return this;
    }

    /** The handshake alone. */
    public void shakeHands() throws IOException {
        shakeHandsWith(tls);
    }

    /** The handshake alone, which may resume what {@code other} has. */
    public void shakeHandsWith(TestTls other) throws IOException {
        socket = other.over(wire, false);
        secured = true;
    }

    /** USER and PASS; every user's password is the same. */
    public FtpTestClient login(String user) throws IOException {
        ask("USER " + user, 331);
        ask("PASS secret", 230);
        ask("TYPE I", 200);
        return this;
    }

    /** Reads the server's close_notify, answers it, and goes on in clear. */
    public void endTls() throws IOException {
        assertEquals(-1, socket.getInputStream().read(), "octets under TLS");
        socket.close();
        goOnInClear();
    }

    /** Goes on in clear without a close_notify, as some clients do. */
    public void goOnInClear() {
        socket = wire;
        secured = false;
    }

    public TestTls tls() {
        return tls;
    }

    public TappedSocket wire() {
        return wire;
    }

    public Socket socket() {
        return socket;
    }

    // ------------------------------------------------------------------ the dialogue

    /** Sends octets as they are, in one write. */
    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** Sends lines, in one write; CR LF is put behind each. */
    public void send(String... lines) throws IOException {
        send((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line and reads its reply, which must have that code. */
    public Answer ask(String line, int code) throws IOException {
        send(line);
        return expect(code);
    }

    /** Reads a reply, which must have that code. */
    public Answer expect(int code) throws IOException {
        var answer = read();
        assertEquals(code, answer.code(), answer.toString());
        return answer;
    }

    /** Reads one reply with all of its lines. */
    public Answer read() throws IOException {
        var answer = readOrEnd();
        if (answer == null) {
            throw new IOException("the server has closed the connection");
        }
        return answer;
    }

    /** Reads one reply; null when the server has ended the connection. */
    public @Nullable Answer readOrEnd() throws IOException {
        return Answer.read(socket.getInputStream());
    }

    /** Everything until the server's end, reply by reply. */
    public List<Answer> readToEnd() throws IOException {
        var answers = new ArrayList<Answer>();
        for (var answer = readOrEnd(); answer != null; answer = readOrEnd()) {
            answers.add(answer);
        }
        return answers;
    }

    // ------------------------------------------------------------------ data

    /** EPSV; the port that the server names. */
    public int epsv() throws IOException {
        var text = ask("EPSV", 229).text();
        return Integer.parseInt(text.replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
    }

    /** EPSV and a connection that says nothing yet. */
    public DataLink openData() throws IOException {
        return DataLink.connect(epsv());
    }

    /** A whole download, with the handshake after 150. */
    public byte[] retrieve(String name) throws IOException {
        try (var data = openData()) {
            ask("RETR " + name, 150);
            secure(data);
            var bytes = data.readAll();
            expect(226);
            return bytes;
        }
    }

    /** A whole upload, with the handshake after 150. */
    public void store(String name, byte[] bytes) throws IOException {
        try (var data = openData()) {
            ask("STOR " + name, 150);
            secure(data);
            data.write(bytes);
            data.end();
            expect(226);
        }
    }

    /** Shakes hands if the control connection did. */
    public void secure(DataLink data) throws IOException {
        if (secured) {
            data.secure(tls);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
