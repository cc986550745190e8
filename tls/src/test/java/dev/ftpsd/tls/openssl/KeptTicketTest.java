package dev.ftpsd.tls.openssl;

import java.nio.file.Path;
import java.util.Optional;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.contract.Implementation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client that resumes by one ticket again and again costs no fresh ones. */
final class KeptTicketTest {

    @TempDir
    Path state;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        engines = Implementation.OPENSSL.open(state);
    }

    /** A data connection that gives the client no ticket, so that it keeps what it has. */
    private void transfer(ResumingClient client, ControlEngine control) throws Exception {
        try (var data = engines.newDataEngine()) {
            data.withholdTicket();
            client.connect(data.engine());
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
            control.wasResumedBy(data);
        }
    }

    private void showTheSameOneUntilThatIsSure(ResumingClient client, ControlEngine control) throws Exception {
        client.connect(control.engine());
        for (int i = 0; i < TicketHabit.CONVINCING; i++) {
            assertTrue(control.issueTicket(), "before transfer " + i);
            transfer(client, control);
        }
    }

    @Test
    void it_is_given_none_behind_the_third_transfer() throws Exception {
        try (var client = engines.newClient("TLSv1.3"); var control = engines.newControlEngine()) {
            showTheSameOneUntilThatIsSure(client, control);

            assertFalse(control.issueTicket());
        }
    }

    /** It has been told 522, and would be told so for ever. */
    @Test
    void it_is_given_one_again_when_it_has_resumed_nothing() throws Exception {
        try (var client = engines.newClient("TLSv1.3"); var control = engines.newControlEngine()) {
            showTheSameOneUntilThatIsSure(client, control);
            assertFalse(control.issueTicket());

            client.forgetSessions();
            try (var data = engines.newDataEngine()) {
                client.connect(data.engine());
                assertEquals(Optional.empty(), data.resumedIdentity());
            }

            assertTrue(control.issueTicket());
        }
    }

    @Test
    void it_is_given_one_again_when_it_shows_another() throws Exception {
        try (var client = engines.newClient("TLSv1.3"); var control = engines.newControlEngine()) {
            showTheSameOneUntilThatIsSure(client, control);
            assertFalse(control.issueTicket());

            try (var data = engines.newDataEngine()) {
                client.connect(data.engine()); // which brings the client a ticket
            }
            transfer(client, control);

            assertTrue(control.issueTicket());
        }
    }
}
