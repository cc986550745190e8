package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is agreed on in the handshake behind AUTH TLS. */
@Needs("openssl")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpensslIT {

    private final RunningTree tree;

    OpensslIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.tree = RunningTree.start(Site.make(directory));
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_2", "1_3"})
    void tls_1_2_and_1_3_are_spoken(String version) throws Exception {
        var result = connect("-tls" + version).succeeds();

        assertTrue(result.output().contains("New, TLSv" + version.replace('_', '.')), result::toString);
    }

    @Test
    void tls_1_1_is_refused() throws Exception {
        var result = connect("-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0").exits(1);

        assertTrue(result.errors().contains("alert protocol version"), result::toString);
    }

    /** A browser that is made to speak to this port gets no further (ALPACA). */
    @Test
    void a_client_that_wants_to_speak_http_is_refused() throws Exception {
        var result = connect("-alpn", "http/1.1").exits(1);

        assertTrue(result.errors().contains("alert no application protocol"), result::toString);
    }

    @Test
    void the_protocol_name_ftp_is_agreed_on() throws Exception {
        var result = connect("-alpn", "ftp").succeeds();

        assertTrue(result.output().contains("ALPN protocol: ftp"), result::toString);
    }

    /** 0-RTT could be replayed (RFC 8446 §8). */
    @Test
    void no_ticket_admits_early_data(@TempDir Path directory) throws Exception {
        var session = directory.resolve("session.pem");
        try (var client = new SClient(tree, TlsVersion.V1_3, session)) {
            client.ask("NOOP", "200");
        }

        var ticket = Tool.in(directory, "openssl").run("sess_id", "-in", session.toString(), "-noout", "-text")
                .succeeds();
        assertTrue(ticket.output().contains("Max Early Data: 0"), ticket::toString);
    }

    private Result connect(String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + tree.port(), "-starttls", "ftp"));
        all.addAll(List.of(options));
        return Tool.in(tree.site().elsewhere(), "openssl").run(all, "QUIT\r\n");
    }
}
