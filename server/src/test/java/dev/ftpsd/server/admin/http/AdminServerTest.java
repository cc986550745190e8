package dev.ftpsd.server.admin.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests of all kinds. */
final class AdminServerTest {

    private final AdminServer server = AdminServer.open(InetAddress.getLoopbackAddress(), 0, Map.of(
            "/", () -> new Content(200, Content.HTML, "<p>page</p>"),
            "/broken", () -> {
                throw new IllegalStateException("inner workings");
            }));

    AdminServerTest() throws Exception {}

    @AfterEach
    void close() {
        server.close();
    }

    private int port() {
        return server.address().getPort();
    }

    private String ask(String request) throws Exception {
        return Http.ask(port(), request + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void a_page_comes_whole_and_tells_browsers_to_run_and_load_nothing() throws Exception {
        var answer = Http.get(port(), "/");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertEquals("<p>page</p>", Http.body(answer));
        var headers = answer.toLowerCase(Locale.ROOT);
        assertTrue(headers.contains("content-security-policy: default-src 'none'; style-src 'sha256-"), answer);
        assertFalse(headers.contains("script-src") || headers.contains("unsafe"), answer);
        for (var header : new String[]{"frame-ancestors 'none'", "x-content-type-options: nosniff",
                "cache-control: no-store", "referrer-policy: no-referrer"}) {
            assertTrue(headers.contains(header), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void nothing_can_be_changed(String method) throws Exception {
        var answer = ask(method + " / HTTP/1.1\r\nHost: localhost");
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("Allow: GET, HEAD"), answer);
    }

    @Test
    void head_has_the_headers_and_no_body() throws Exception {
        var answer = ask("HEAD / HTTP/1.1\r\nHost: localhost");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertEquals("", Http.body(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/index.html", "/../etc/passwd", "/%2e%2e/", "/metrics/"})
    void other_paths_are_not_there_and_are_not_repeated(String path) throws Exception {
        var answer = Http.get(port(), path);
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        assertEquals("There is /, /broken\n", Http.body(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.org", "127.0.0.1.evil.example.org", "localhost.evil.example.org:9090", ""})
    void a_foreign_name_that_leads_to_loopback_reads_nothing(String host) throws Exception {
        var answer = ask("GET / HTTP/1.1\r\nHost: " + host);
        assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
        assertFalse(answer.contains("page"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:9090", "127.0.0.1:9090", "[::1]:9090"})
    void the_names_of_loopback_are_answered(String host) throws Exception {
        assertTrue(ask("GET / HTTP/1.1\r\nHost: " + host).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void a_page_that_fails_tells_nothing_of_why() throws Exception {
        var answer = Http.get(port(), "/broken");
        assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
        assertFalse(answer.contains("inner workings"), answer);
    }
}
