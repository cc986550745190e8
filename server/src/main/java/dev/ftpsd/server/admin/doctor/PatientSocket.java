package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A connection to the server. JSSE keeps TLS sessions under the port of the socket below TLS: the same for control and data lets
 * data connections resume.
 */
final class PatientSocket extends Socket {

    private static final int SESSION_PORT = 21;
    private static final Duration CONNECT = Duration.ofSeconds(6);
    private static final Duration READ = Duration.ofSeconds(40);

    private PatientSocket() {}

    static PatientSocket connect(InetSocketAddress to) throws IOException {
        var socket = new PatientSocket();
        try {
            socket.connect(to, (int) CONNECT.toMillis());
            socket.setSoTimeout((int) READ.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public int getPort() {
        return SESSION_PORT;
    }
}
