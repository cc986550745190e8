package dev.ftpsd.server.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

/** A web service that keeps what it is told, and answers with the statuses that it was given, the last one from then on. */
public final class Receiver implements AutoCloseable {

    /** One call. */
    public record Told(Headers headers, String body) {}

    private final HttpServer server;
    private final List<Integer> statuses;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    public Receiver(Integer... statuses) throws IOException {
        this.statuses = new CopyOnWriteArrayList<>(List.of(statuses));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(new Told(exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(this.statuses.size() > 1 ? this.statuses.removeFirst()
                    : this.statuses.getFirst(), -1);
            exchange.close();
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/uploads";
    }

    public List<Told> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
