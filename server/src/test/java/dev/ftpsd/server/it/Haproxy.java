package dev.ftpsd.server.it;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** HAProxy at an address of its own of the loopback network, between clients and a server at 127.0.0.1. */
final class Haproxy implements AutoCloseable {

    private static final String HEAD = """
            global
                maxconn 100
            defaults
                mode tcp
                timeout connect 10s
                timeout client 60s
                timeout server 60s
            """;

    private final Process process;

    /**
     * Where connections come from, and where they go.
     *
     * @param port of the proxy
     * @param here words behind its address, as of {@code bind}
     * @param to port of 127.0.0.1
     * @param there words behind that address, as of {@code server}
     */
    record Route(int port, String here, int to, String there) {

        /** Hands connections on as they are, to the same port. */
        static Route straight(int port) {
            return to(port, port);
        }

        /** Hands connections on as they are, to another port. */
        static Route to(int port, int to) {
            return new Route(port, "", to, "");
        }

        private String lines(String address) {
            return """
                    listen port%1$d
                        bind %2$s:%1$d %3$s
                        server ftpsd 127.0.0.1:%4$d %5$s
                    """.formatted(port, address, here, to, there);
        }
    }

    private Haproxy(Process process) {
        this.process = process;
    }

    /** Starts one and waits until its first route is open. */
    static Haproxy start(Path directory, String address, List<Route> routes) throws IOException, InterruptedException {
        var text = new StringBuilder(HEAD);
        routes.forEach(route -> text.append(route.lines(address)));
        var file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        var log = directory.resolve("haproxy.log");
        var haproxy = new Haproxy(new ProcessBuilder("haproxy", "-db", "-f", file.toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start());
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isListening(address, routes.getFirst().port())) {
            assertTrue(haproxy.process.isAlive() && System.nanoTime() < deadline, () -> "haproxy: " + said(log));
            haproxy.process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return haproxy;
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isListening(String address, int port) {
        try (var probe = new Socket(address, port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
