package dev.ftpsd.server.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

import dev.ftpsd.server.support.FtpTestClient;

/**
 * One of many: a session that is open, logged in and protected, and that can hold a transfer in its middle until all others are
 * there as well.
 *
 * @param number from 0 on
 * @param client its control connection
 */
record Crowd(int number, FtpTestClient client) implements AutoCloseable {

    private static final int PIECE = 1 << 15;

    /** Logs in as alice; TLS 1.2 and 1.3 in turns. */
    static Crowd join(int port, int number) throws IOException {
        var client = FtpTestClient.connect(port, number % 4 < 2 ? "TLSv1.3" : "TLSv1.2");
        return new Crowd(number, client.secure().login("alice"));
    }

    /** Reads a little of the file, waits for all others, and reads the rest into {@code target}. */
    void download(String name, Path target, CyclicBarrier all) throws Exception {
        try (var data = openData(); var out = Files.newOutputStream(target)) {
            client.ask("RETR " + name, 150);
            try (var socket = client.tls().over(data)) {
                var in = socket.getInputStream();
                out.write(in.readNBytes(PIECE));
                meet(all);
                copy(in, out);
            }
        }
        client.expect(226);
    }

    /** Sends a little of {@code source}, waits for all others, and sends the rest. */
    void upload(Path source, String name, CyclicBarrier all) throws Exception {
        try (var data = openData(); var in = Files.newInputStream(source)) {
            client.ask("STOR " + name, 150);
            try (var socket = client.tls().over(data)) {
                var out = socket.getOutputStream();
                out.write(in.readNBytes(PIECE));
                out.flush();
                meet(all);
                copy(in, out);
            }
        }
        client.expect(226);
    }

    /** Twice: when all are in the middle, and when somebody has looked at them. */
    private static void meet(CyclicBarrier all) throws InterruptedException, BrokenBarrierException {
        all.await();
        all.await();
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var piece = new byte[PIECE];
        for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
            to.write(piece, 0, n);
        }
    }

    /** To be found again by SunJSSE, which keeps sessions under the port that the socket names. */
    private Socket openData() throws IOException {
        var sessionPort = client.wire().getPort();
        return new Socket(InetAddress.getLoopbackAddress(), client.epsv()) {

            @Override
            public int getPort() {
                return sessionPort;
            }
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
