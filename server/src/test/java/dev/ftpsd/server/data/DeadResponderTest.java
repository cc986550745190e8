package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An OCSP responder that takes questions and never answers: it holds up those whom it is asked about, and nobody else. */
final class DeadResponderTest {

    /** One more than there are threads that compute. */
    private static final int ASKED_ABOUT = Runtime.getRuntime().availableProcessors() + 1;

    private static final int PATIENCE_MILLIS = 20_000;

    private static final String MACHINE = """
            version: 1
            listeners:
              - { name: optional, address: "::", port: 0, tls: optional }
            tls: { client-certificate: wanted, client-ca: ca.pem, client-ocsp: soft }
            data: { ports: "0" }
            security: { login-delay: 0s }
            """;

    private final List<FtpTestClient> held = new ArrayList<>();
    private final List<Socket> questions = new ArrayList<>();

    @TempDir
    Path directory;

    private TestIssuer.Issued anna;
    @AutoClose
    private ServerSocket responder;
    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        responder = new ServerSocket(0, 2 * ASKED_ABOUT, InetAddress.getLoopbackAddress());
        responder.setSoTimeout(PATIENCE_MILLIS);
        var issuer = new TestIssuer("Client CA");
        TestIssuer.write(Files.createDirectories(directory.resolve("conf")).resolve("ca.pem"), issuer.certificate());
        anna = issuer.clientWithOcsp("anna", "http://127.0.0.1:" + responder.getLocalPort() + "/");
        server = TestServer.start(directory, MACHINE);
        Files.writeString(server.home().resolve("file"), "content");
    }

    @AfterEach
    void letGo() throws IOException {
        for (var question : questions) {
            question.close();
        }
        for (var client : held) {
            client.close();
        }
    }

    /** Until the responder has been asked about all of them. */
    private void hold() throws IOException {
        var clients = Executors.newVirtualThreadPerTaskExecutor();
        for (var i = 0; i < ASKED_ABOUT; i++) {
            var client = FtpTestClient.connect(server.port(), new TestTls("TLSv1.3", anna));
            held.add(client);
            clients.submit(() -> client.secure());
        }
        clients.shutdown();
        for (var i = 0; i < ASKED_ABOUT; i++) {
            questions.add(responder.accept());
        }
    }

    /** Whether the server still waits for the answer. */
    private static boolean isOpen(Socket question) throws IOException {
        question.setSoTimeout(1);
        try {
            while (question.getInputStream().read() >= 0) {
                // The question.
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private void assertAllWait() throws IOException {
        for (var question : questions) {
            assertTrue(isOpen(question), "the others went on when the server had given up waiting for an answer");
        }
    }

    private FtpTestClient login() throws IOException {
        return FtpTestClient.connect(server.port()).secure().login("alice");
    }

    @Test
    void transfers_of_those_who_are_in_go_on() throws Exception {
        try (var inside = login()) {
            assertEquals("content", new String(inside.retrieve("file"), UTF_8));
            hold();

            assertEquals("content", new String(inside.retrieve("file"), UTF_8));
            assertAllWait();
        }
    }

    @Test
    void others_come_in() throws Exception {
        login().close();
        hold();

        try (var newcomer = login()) {
            newcomer.ask("NOOP", 200);
            assertAllWait();
        }
    }
}
