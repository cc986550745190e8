package dev.ftpsd.server.admin.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The HTTP port: a few pages, GET and HEAD, nothing that changes anything. On the JDK's own server, one virtual thread a request.
 *
 * <p>On the loopback address it answers to the names of that address alone: a web page of somebody else, whose name has been made to
 * lead here, must not read it through an administrator's browser.
 */
public final class AdminServer implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(AdminServer.class);
    private static final Pattern LOCAL_NAME =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final int BACKLOG = 64;

    static {
        // Of the JDK's server, in seconds and connections: a client that says nothing is not kept, and there are not many.
        limit("sun.net.httpserver.maxReqTime", 10);
        limit("sun.net.httpserver.maxRspTime", 30);
        limit("jdk.httpserver.maxConnections", 200);
    }

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-http-", 0).factory());
    private final Map<String, Supplier<Content>> pages;
    private final boolean local;

    private AdminServer(HttpServer server, Map<String, Supplier<Content>> pages) {
        this.server = server;
        this.pages = Map.copyOf(pages);
        this.local = server.getAddress().getAddress().isLoopbackAddress();
    }

    private static void limit(String property, int most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(most));
        }
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for a free one
     * @param pages by path, made anew for each request
     * @throws IOException if the address cannot be bound
     */
    public static AdminServer open(InetAddress address, int port, Map<String, Supplier<Content>> pages)
            throws IOException {
        var admin = new AdminServer(HttpServer.create(new InetSocketAddress(address, port), BACKLOG), pages);
        admin.server.createContext("/", admin::handle);
        admin.server.setExecutor(admin.threads);
        admin.server.start();
        return admin;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var content = answer(exchange);
            var body = content.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", content.type());
            headers.set("Content-Security-Policy", StatusPage.POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            if (content.status() == 405) {
                headers.set("Allow", "GET, HEAD");
            }
            var bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(content.status(), bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Content answer(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Content.line(405, "Nothing can be changed here.");
        }
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (local && (host == null || !LOCAL_NAME.matcher(host).matches())) {
            return Content.line(421, "Ask for localhost: this port answers to no other name.");
        }
        var page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Content.line(404, "There is " + String.join(", ", pages.keySet().stream().sorted().toList()));
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.error("a page of the HTTP port failed", e);
            return Content.line(500, "Failed; the log says why.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
