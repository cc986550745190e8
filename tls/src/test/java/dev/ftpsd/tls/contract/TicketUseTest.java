package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsEngines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The ways in which clients use, keep and misuse what they were given to resume. */
@ParameterizedClass
@EnumSource(Implementation.class)
class TicketUseTest {

    @Parameter
    Implementation implementation;

    private static final String TICKETS = "jdk.tls.client.enableSessionTicketExtension";

    @TempDir
    Path state;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        engines = implementation.open(state);
    }

    /** FileZilla and WinSCP show the control connection's one ticket for every transfer. */
    @Test
    void one_ticket_serves_for_many_transfers_under_tls_1_3() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = control(client);
        var ticket = KeptTicket.take(client);

        for (var transfer = 0; transfer < 50; transfer++) {
            client.forgetSessions();
            ticket.putBack();
            assertEquals(Optional.of(control.identity()), data(client).resumedIdentity(), "transfer " + transfer);
        }
    }

    @Test
    void a_tls_1_2_client_without_tickets_is_recognised_by_its_session_id() throws Exception {
        System.setProperty(TICKETS, "false");
        MemoryClient client;
        try {
            client = new MemoryClient("TLSv1.2");
        } finally {
            System.clearProperty(TICKETS);
        }
        var first = control(client);
        assertEquals(Optional.of(first.identity()), data(client).resumedIdentity());
        assertEquals(Optional.of(first.identity()), data(client).resumedIdentity());

        var second = control(client);

        assertEquals(Optional.of(second.identity()), data(client).resumedIdentity());
    }

    /** RFC 4217 §10.2 names the case: the control connection is clear again, its session still binds. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_control_connection_that_left_tls_still_binds_its_data_connections(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine();
        var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();
        control.engine().closeOutbound();
        link.deliver();

        assertEquals(Optional.of(control.identity()), data(client).resumedIdentity());
    }

    /** Who has seen a ClientHello go by can send it again, but has no key to finish the handshake with. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_replayed_client_hello_names_nobody_then_or_later(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        control(client);
        var hello = ByteBuffer.allocate(1 << 15);
        client.engine("a").wrap(ByteBuffer.allocate(0), hello);

        var data = engines.newDataEngine();
        feed(data.engine(), hello.flip());
        if (implementation == Implementation.JDK) {
            var believed = data.engine().getHandshakeSession();
            assertTrue(believed.getPeerHost().startsWith("ctl-"), "the server has believed the ClientHello so far");
        }
        assertEquals(Optional.empty(), data.resumedIdentity());

        var forgedFinished = Arrays.copyOf(new byte[]{protocol.equals("TLSv1.3") ? (byte) 23 : 22, 3, 3, 0, 40}, 45);
        assertThrows(SSLException.class, () -> feed(data.engine(), ByteBuffer.wrap(forgedFinished)));
        assertEquals(Optional.empty(), data.resumedIdentity());
    }

    /** Gives an engine what came from the network and lets it prepare its answers. */
    private static void feed(SSLEngine engine, ByteBuffer octets) throws SSLException {
        engine.unwrap(octets, ByteBuffer.allocate(1 << 15));
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void many_sessions_at_once_never_mix_their_identities(String protocol) throws Exception {
        var sessions = new ArrayList<Callable<Boolean>>();
        for (var session = 0; session < 16; session++) {
            sessions.add(() -> {
                var client = new MemoryClient(protocol);
                var control = control(client);
                var same = control.ownsIdentity();
                for (var transfer = 0; transfer < 10; transfer++) {
                    same &= data(client).resumedIdentity().equals(Optional.of(control.identity()));
                }
                return same;
            });
        }

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var outcome : threads.invokeAll(sessions)) {
                assertEquals(true, outcome.get());
            }
        }
    }

    @Test
    void identities_are_long_and_never_the_same() {
        var seen = new ArrayList<SessionIdentity>();
        for (var connection = 0; connection < 100; connection++) {
            seen.add(engines.newControlEngine().identity());
        }

        assertEquals(100, seen.stream().distinct().count());
        assertEquals(36, seen.getFirst().value().length());
    }

    private ControlEngine control(MemoryClient client) throws Exception {
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();
        return control;
    }

    private DataEngine data(MemoryClient client) throws Exception {
        var data = engines.newDataEngine();
        new MemoryHandshake(client.engine("a"), data.engine()).complete();
        return data;
    }
}
