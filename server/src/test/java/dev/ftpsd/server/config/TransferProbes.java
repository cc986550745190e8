package dev.ftpsd.server.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestTls;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a client finds about data connections and uploads; each fails where the key that it looks for has its default. */
final class TransferProbes {

    private static final int PATIENCE_MILLIS = 20_000;

    private TransferProbes() {}

    /** Sends the beginning of a file and then cuts the connection. */
    static void breaksOff(FtpTestClient client) throws IOException {
        client.secure().login("alice");
        try (var data = client.openData()) {
            client.ask("STOR new", 150);
            client.secure(data);
            data.write("begun");
            data.wire().shutdownOutput();
            client.expect(426);
        }
    }

    /** Somebody else has the port that the server would have to connect from. */
    static final class PortTakenException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static void requireFree(int port) throws IOException {
        try {
            new ServerSocket(port).close();
        } catch (IOException e) {
            throw new PortTakenException();
        }
    }

    static void comesFromBelow(FtpTestClient client, TestServer server) throws IOException {
        requireFree(server.port() - 1);
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            listener.setSoTimeout(PATIENCE_MILLIS);
            client.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|", 200);
            client.send("RETR old");
            try (var data = listener.accept()) {
                assertEquals(server.port() - 1, data.getPort());
            }
        }
    }

    static void uploadsWithoutResumption(FtpTestClient client, TestServer server) throws IOException {
        client.secure().login("alice");
        try (var data = client.openData()) {
            client.ask("STOR new", 150);
            data.secure(new TestTls("TLSv1.3"));
            data.write("new");
            data.end();
            client.expect(226);
        }
        assertEquals("new", Files.readString(server.home().resolve("new")));
    }

    static void uploadsWithoutEnd(FtpTestClient client, TestServer server) throws IOException {
        client.secure().login("alice");
        try (var data = client.openData()) {
            client.ask("STOR new", 150);
            client.secure(data);
            data.write("new");
            data.wire().shutdownOutput();
            client.expect(226);
        }
        assertEquals("new", Files.readString(server.home().resolve("new")));
    }
}
