package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The promise on which the shared data port rests, put to the test: a data connection that resumed a control connection's
 * session, or a descendant of it, names that control connection; every other one names nobody. It rests on how a TLS
 * implementation fills its tickets, which no standard lays down, so each start asks the implementation at hand. In memory,
 * without a socket; one thread. The client is of the same implementation where that spares a start a tenth of a second.
 */
public final class SessionBinding {

    /** What a self-test found. */
    public sealed interface Verdict {

        /**
         * The promise holds.
         *
         * @param freshTickets whether {@link ControlEngine#issueTicket} works: without it a client that uses each ticket
         *        once has a few transfers on a control connection and is refused after that
         */
        record Holds(boolean freshTickets) implements Verdict {}

        /** The promise is broken: with these engines no data connection may be told apart by its session. */
        record Broken(String reason) implements Verdict {}
    }

    private final TlsEngines engines;
    private final String protocol;
    private final ResumingClient client;

    private SessionBinding(TlsEngines engines, String protocol, ResumingClient client) {
        this.engines = engines;
        this.protocol = protocol;
        this.client = client;
    }

    /** Tries every enabled TLS version. Never throws: what fails is a broken promise. */
    public static Verdict selfTest(TlsEngines engines) {
        var freshTickets = false;
        for (var protocol : enabledProtocols(engines)) {
            try (var client = engines.newClient(protocol)) {
                freshTickets |= new SessionBinding(engines, protocol, client).test();
            } catch (BrokenPromise e) {
                return new Verdict.Broken(engines.name() + ", " + protocol + ": " + e.getMessage());
            } catch (SSLException | GeneralSecurityException | RuntimeException e) {
                return new Verdict.Broken(engines.name() + ", " + protocol + ": " + e);
            }
        }
        return new Verdict.Holds(freshTickets);
    }

    private static String[] enabledProtocols(TlsEngines engines) {
        try (var control = engines.newControlEngine()) {
            return control.engine().getEnabledProtocols();
        }
    }

    private boolean test() throws BrokenPromise, SSLException, GeneralSecurityException {
        try (var control = engines.newControlEngine()) {
            var issued = testBound(control);
            testUnbound();
            return issued;
        }
    }

    private boolean testBound(ControlEngine control) throws BrokenPromise, SSLException {
        shakeHands(client, control.engine());
        demand(control.ownsIdentity(), "a control connection does not own its session");

        var issued = control.issueTicket();
        if (issued) {
            client.forgetSessions();
            client.read();
        }
        demandBound(control, issued ? "with a fresh ticket" : "with the ticket of the handshake",
                _ -> engines.newDataEngine());
        demandBound(control, "by way of another data connection", engines::newDataEngine);
        demandBound(control, "by way of one whose engine was made for its ClientHello", _ -> engines.newDataEngine());
        return issued;
    }

    private void testUnbound() throws BrokenPromise, SSLException, GeneralSecurityException {
        try (var second = engines.newControlEngine(); var stranger = engines.newDataEngine();
                var other = engines.newClient(protocol)) {
            shakeHands(client, second.engine());
            demand(second.ownsIdentity(), "a control connection took over the session of another");

            shakeHands(other, stranger.engine());
            demand(stranger.resumedIdentity().isEmpty(), "a data connection that resumed nothing has an identity");
        }
    }

    private void demandBound(ControlEngine control, String how, Function<ByteBuffer, DataEngine> behindHello)
            throws BrokenPromise, SSLException {
        var made = new ArrayList<DataEngine>();
        try {
            client.connect(hello -> {
                var data = behindHello.apply(hello);
                made.add(data);
                return prepared(data.engine());
            });
            demand(made.stream().anyMatch(data -> isOf(control, data)),
                    "a data connection that resumed its control connection " + how + " is not recognised");
        } finally {
            made.forEach(DataEngine::close);
        }
    }

    private static boolean isOf(ControlEngine control, DataEngine data) {
        return data.resumedIdentity().equals(Optional.of(control.identity())) && isAsOld(data, control);
    }

    private static boolean isAsOld(DataEngine data, ControlEngine control) {
        return data.engine().getSession().getCreationTime() == control.engine().getSession().getCreationTime();
    }

    private static void shakeHands(ResumingClient client, SSLEngine server) throws SSLException {
        client.connect(prepared(server));
    }

    /** Whether clients must show a certificate has no part in this, and this client has none. */
    private static SSLEngine prepared(SSLEngine server) {
        server.setNeedClientAuth(false);
        return server;
    }

    private static void demand(boolean holds, String broken) throws BrokenPromise {
        if (!holds) {
            throw new BrokenPromise(broken);
        }
    }

    private static final class BrokenPromise extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenPromise(String reason) {
            super(reason);
        }
    }
}
