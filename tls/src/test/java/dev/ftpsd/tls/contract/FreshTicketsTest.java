package dev.ftpsd.tls.contract;

import java.nio.file.Path;
import java.util.Optional;

import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.TlsEngines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tickets on demand, as a client that uses each ticket once needs them. */
@ParameterizedClass
@EnumSource(Implementation.class)
class FreshTicketsTest {

    @Parameter
    Implementation implementation;

    private static final int TRANSFERS = 300;

    @TempDir
    Path state;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        engines = implementation.open(state);
    }

    @Test
    void each_of_300_transfers_resumes_with_a_ticket_of_its_own_from_the_control_connection() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = engines.newControlEngine();
        var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();

        for (var transfer = 0; transfer < TRANSFERS; transfer++) {
            client.forgetSessions();
            assertTrue(control.issueTicket());
            assertEquals("227 reply " + transfer, link.sayToClient("227 reply " + transfer));
            var data = engines.newDataEngine();
            new MemoryHandshake(client.engine("a"), data.engine()).complete();
            assertEquals(Optional.of(control.identity()), data.resumedIdentity(), "transfer " + transfer);
        }
    }

    @Test
    void without_a_fresh_ticket_a_client_that_forgot_its_tickets_is_not_recognised() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = engines.newControlEngine();
        var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();

        client.forgetSessions();
        link.sayToClient("227 reply");
        var data = engines.newDataEngine();
        new MemoryHandshake(client.engine("a"), data.engine()).complete();

        assertEquals(Optional.empty(), data.resumedIdentity());
    }

    @Test
    void tls_1_2_has_no_fresh_tickets_and_goes_on_working() throws Exception {
        var client = new MemoryClient("TLSv1.2");
        var control = engines.newControlEngine();
        var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();

        assertFalse(control.issueTicket());
        assertEquals("227 reply", link.sayToClient("227 reply"));
    }

    @Test
    void no_ticket_is_issued_before_the_handshake_or_after_the_close() throws Exception {
        var control = engines.newControlEngine();

        assertFalse(control.issueTicket());
        new MemoryHandshake(new MemoryClient("TLSv1.3").engine("a"), control.engine()).complete();
        control.engine().closeOutbound();
        assertFalse(control.issueTicket());
    }
}
