package dev.ftpsd.server.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TappedSocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A server whose proxy is 127.0.0.1; 127.0.0.2 is somebody of the same network who is no proxy. */
final class BehindProxy implements AutoCloseable {

    static final InetAddress PROXY = InetAddress.ofLiteral("127.0.0.1");
    static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.2");
    static final String CLIENT = "203.0.113.7";

    private final TestServer server;

    private BehindProxy(TestServer server) {
        this.server = server;
    }

    static BehindProxy start(Path directory) throws IOException {
        return start(directory, text -> text);
    }

    /** @param change makes other settings of them */
    static BehindProxy start(Path directory, UnaryOperator<String> change) throws IOException {
        var machine = TestServer.PERMISSIVE.replace("port: 0, tls:",
                "port: 0, proxy-protocol: required, proxy-from: [127.0.0.1/32, 192.0.2.0/24], tls:");
        return new BehindProxy(TestServer.start(directory, change.apply(machine)));
    }

    TestServer server() {
        return server;
    }

    /** A client with that address, which has read nothing yet. */
    FtpTestClient from(String address) throws IOException {
        return FtpTestClient.over(connect(server.port(), header(address)));
    }

    /** A client with that address, logged in. */
    FtpTestClient loggedIn(String address) throws IOException {
        var client = from(address);
        client.expect(220);
        return client.login("alice");
    }

    /** The data connection of a client with that address. */
    DataLink data(String address) throws IOException {
        return DataLink.over(connect(server.dataPort(), header(address)));
    }

    /** A connection of the proxy that begins so. */
    static TappedSocket connect(int port, byte[] first) throws IOException {
        var wire = TappedSocket.connect(PROXY, port);
        wire.getOutputStream().write(first);
        return wire;
    }

    static byte[] header(String client) {
        var server = client.indexOf(':') < 0 ? "198.51.100.1" : "2001:db8::1";
        return Header.binary(Header.at(client, 40_000), Header.at(server, 21));
    }

    /** The addresses of the clients that are there. */
    List<String> clients() {
        return server.clientAddresses();
    }

    /** Whoever is not let in gets not one octet. A reset is an end as well: what was sent has not been read. */
    static void assertClosed(TappedSocket wire) throws IOException {
        try (wire) {
            assertEquals(-1, wire.getInputStream().read());
        } catch (SocketException e) {
            assertEquals(0, wire.octets(), e.toString());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
