package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Where the next data connection comes from: the last 227, 229, PORT or EPRT. */
final class DataSetup implements AutoCloseable {

    private static final Pattern PASSIVE = Pattern.compile("227 .*\\(\\d+,\\d+,\\d+,\\d+,(\\d+),(\\d+)\\).*");
    private static final Pattern EXTENDED = Pattern.compile("229 .*\\(\\|\\|\\|(\\d+)\\|\\)");

    private final ClientTls tls;
    private final Mode mode;
    private boolean isProtected;
    private boolean isDeflated;
    private @Nullable Integer serverPort;
    private @Nullable ServerSocket listening;
    private @Nullable DataConnection connection;
    private final List<DataConnection> forgotten = new ArrayList<>();
    private final List<Socket> held = new ArrayList<>();

    DataSetup(ClientTls tls, Mode mode) {
        this.tls = tls;
        this.mode = mode;
        this.isProtected = mode == Mode.IMPLICIT;
    }

    /** PROT P or PROT C is in force. */
    void protect(boolean yes) {
        isProtected = yes;
    }

    /** MODE Z or MODE S is in force. */
    void deflate(boolean yes) {
        isDeflated = yes;
    }

    /** Learns the port of 227 and 229. */
    void hear(String line) throws IOException {
        var passive = PASSIVE.matcher(line);
        var extended = EXTENDED.matcher(line);
        if (passive.matches()) {
            forget();
            serverPort = Integer.parseInt(passive.group(1)) * 256 + Integer.parseInt(passive.group(2));
        } else if (extended.matches()) {
            forget();
            serverPort = Integer.valueOf(extended.group(1));
        }
    }

    /** Listens, and puts the port where the command has a placeholder. */
    String filled(String command) throws IOException {
        if (command.contains("{closed-port}")) {
            return command.replace("{closed-port}", Integer.toString(closedPort()));
        }
        if (!command.contains("{port}") && !command.contains("{host-port}")) {
            return command;
        }
        forget();
        listening = tls.listen();
        var port = listening.getLocalPort();
        return command.replace("{port}", Integer.toString(port))
                .replace("{host-port}", "127,0,0,1," + port / 256 + "," + port % 256);
    }

    /** One that stays closed: while it is bound to this socket nobody else can listen there. */
    private int closedPort() throws IOException {
        var bound = new Socket();
        held.add(bound);
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return bound.getLocalPort();
    }

    /** Connects before a transfer command, as clients do; the handshake may wait. */
    void beforeTransfer(boolean resuming) throws IOException {
        if (connection == null && serverPort != null) {
            var fresh = new DataConnection(tls, tls.connect(serverPort), isDeflated);
            connection = fresh;
            if (isProtected && mode.handshakesEarly()) {
                fresh.secure(resuming);
            }
        }
    }

    /** The connection, ready to carry data. */
    DataConnection connection(boolean resuming) throws IOException {
        var current = connection;
        if (current == null) {
            if (serverPort == null && listening == null) {
                throw new IOException("the transcript uses data, but PASV, EPSV, PORT or EPRT did not succeed before");
            }
            current = new DataConnection(tls, serverPort != null ? tls.connect(serverPort) : accept(), isDeflated);
            connection = current;
        }
        if (isProtected) {
            current.secure(resuming);
        }
        return current;
    }

    private Socket accept() throws IOException {
        var port = listening;
        if (port == null) {
            throw new IOException("nobody listens");
        }
        return port.accept();
    }

    /** One set-up is for one transfer. */
    void done() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        forget();
    }

    /** A new set-up; a connection of the one before stays open, as a client may leave it. */
    private void forget() throws IOException {
        serverPort = null;
        if (listening != null) {
            listening.close();
            listening = null;
        }
        if (connection != null) {
            forgotten.add(connection);
            connection = null;
        }
    }

    @Override
    public void close() throws IOException {
        done();
        for (var each : forgotten) {
            each.close();
        }
        for (var each : held) {
            each.close();
        }
    }
}
