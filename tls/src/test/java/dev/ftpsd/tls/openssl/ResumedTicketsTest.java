package dev.ftpsd.tls.openssl;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SessionBinding;
import dev.ftpsd.tls.TlsEngines;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tickets that OpenSSL has made are shown here, and the other way round. */
class ResumedTicketsTest extends WithResumedConnection {

    /** Behind the header, lifetime and what is added to its age. */
    private static final int NONCE_AT = 4 + 4 + 4;

    private void resumeHere() throws Exception {
        var client = client();
        var hello = hello(client);
        var data = engineFor(hello);
        assertInstanceOf(ResumedEngine.class, data.engine());
        var link = new MemoryHandshake(client, data.engine()).completeAfter(hello);
        assertIsOurs(data);
        assertTrue(data.issueTicket());
        link.deliver();
    }

    private void resumeByOpenSsl() throws Exception {
        try (var data = engines().newDataEngine()) {
            assertInstanceOf(OpenSslEngine.class, data.engine());
            data.withholdTicket();
            var link = new MemoryHandshake(client(), data.engine()).complete();
            assertIsOurs(data);
            assertTrue(data.issueTicket());
            link.deliver();
        }
    }

    private void assertIsOurs(DataEngine data) {
        assertEquals(Optional.of(control().identity()), data.resumedIdentity());
    }

    @Test
    void each_takes_what_the_other_has_made() throws Exception {
        resumeByOpenSsl();
        resumeHere();
        resumeHere();
        resumeByOpenSsl();
        resumeByOpenSsl();
        resumeHere();
    }

    @Test
    void a_session_ends_with_its_lifetime() throws Exception {
        var hello = ResumingHello.read(hello(client())).orElseThrow();
        var keys = ((OpenSslEngines) engines()).newest().sessions().ticketKeys();
        var encoded = keys.current().seal().open(hello.ticket()).orElseThrow();
        var now = ResumedHandshake.seconds();

        assertTrue(TicketSession.read(encoded, now + 3_590).isPresent());
        assertFalse(TicketSession.read(encoded, now + 3_610).isPresent());
        assertFalse(TicketSession.read(new byte[]{0x30, 0x03, 0x02, 0x01, 0x01}, now).isPresent());
        assertFalse(TicketSession.read(new byte[0], now).isPresent());
    }

    @Test
    void a_ticket_that_has_been_changed_is_none() throws Exception {
        var hello = ResumingHello.read(hello(client())).orElseThrow();
        var seal = ((OpenSslEngines) engines()).newest().sessions().ticketKeys().current().seal();
        for (var at = 0; at < hello.ticket().length; at++) {
            var changed = hello.ticket().clone();
            changed[at] ^= 1;
            assertTrue(seal.open(changed).isEmpty(), "octet " + at);
        }
        assertTrue(seal.open(new byte[64]).isEmpty());
    }

    /** RFC 8446 §4.6.1: else two tickets had one secret. */
    @Test
    void no_two_tickets_of_a_connection_have_the_same_nonce() throws Exception {
        var client = client();
        var hello = hello(client);
        var server = resumedFor(hello);
        new MemoryHandshake(client, server).completeAfter(hello);
        var seen = new HashSet<ByteBuffer>();
        for (var ticket = 0; ticket < 300; ticket++) {
            var message = ByteBuffer.wrap(server.state().handshake().ticket());
            assertTrue(seen.add(message.slice(NONCE_AT + 1, message.get(NONCE_AT))), "ticket " + ticket);
        }
    }

    /** Else the start would not show whether the promise holds for most data connections. */
    @Test
    void the_self_test_resumes_behind_the_hello_too() {
        var made = new ArrayList<Class<?>>();
        var watched = (TlsEngines) Proxy.newProxyInstance(TlsEngines.class.getClassLoader(),
                new Class<?>[]{TlsEngines.class}, (_, method, arguments) -> {
                    var result = method.invoke(engines(), arguments);
                    if (result instanceof DataEngine data && arguments != null) {
                        made.add(data.engine().getClass());
                    }
                    return result;
                });

        assertEquals(new SessionBinding.Verdict.Holds(true), SessionBinding.selfTest(watched));

        assertEquals(List.of(ResumedEngine.class), made);
    }

    /** Another server's, or one of before a restart. */
    @Test
    void a_stranger_s_ticket_is_left_to_openssl_which_resumes_nothing() throws Exception {
        var client = client();
        var hello = hello(client);
        logIn(AES_256);

        var data = engineFor(hello);

        assertInstanceOf(OpenSslEngine.class, data.engine());
        new MemoryHandshake(client, data.engine()).completeAfter(hello);
        assertEquals(Optional.empty(), data.resumedIdentity());
    }
}
