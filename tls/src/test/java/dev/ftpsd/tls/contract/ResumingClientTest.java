package dev.ftpsd.tls.contract;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The clients of the self-test resume what they have and nothing else: else it would find a promise kept that is not. */
final class ResumingClientTest {

    @TempDir
    Path state;

    /** The client that an implementation brings, or the JDK's against both. */
    record Pair(Implementation server, boolean own, String protocol) {

        ResumingClient client(TlsEngines engines) throws GeneralSecurityException {
            return own ? engines.newClient(protocol) : ResumingClient.ofJdk(protocol);
        }
    }

    static Stream<Pair> pairs() {
        return Arrays.stream(Implementation.values()).flatMap(server -> Stream.of(true, false).flatMap(
                own -> TlsSettings.DEFAULTS.protocols().stream().map(protocol -> new Pair(server, own, protocol))));
    }

    private TlsEngines engines(Pair pair) throws Exception {
        return pair.server().open(state);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_client_resumes_what_it_was_given_and_nothing_when_it_has_forgotten_it(Pair pair) throws Exception {
        var engines = engines(pair);
        try (var client = pair.client(engines); var control = engines.newControlEngine();
                var resumed = engines.newDataEngine(); var fresh = engines.newDataEngine()) {
            client.connect(control.engine());
            client.connect(resumed.engine());
            assertEquals(Optional.of(control.identity()), resumed.resumedIdentity());

            client.forgetSessions();
            client.read();
            client.connect(fresh.engine());
            assertEquals(Optional.empty(), fresh.resumedIdentity());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_ticket_that_comes_behind_the_handshake_is_taken(Pair pair) throws Exception {
        var engines = engines(pair);
        try (var client = pair.client(engines); var control = engines.newControlEngine();
                var data = engines.newDataEngine()) {
            client.connect(control.engine());
            client.forgetSessions();
            if (pair.protocol().equals("TLSv1.2")) {
                assertFalse(control.issueTicket(), "TLS 1.2 has its ticket in the handshake");
                return;
            }
            assertTrue(control.issueTicket());
            client.read();
            client.connect(data.engine());
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
        }
    }
}
