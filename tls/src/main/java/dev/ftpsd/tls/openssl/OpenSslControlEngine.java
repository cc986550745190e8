package dev.ftpsd.tls.openssl;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;

/** A control connection's engine on OpenSSL. */
final class OpenSslControlEngine implements ControlEngine {

    private final OpenSslHandshake handshake;
    private final OpenSslEngine engine;
    private final SessionIdentity identity;
    private final LongTransfers transfers;
    private final Function<String, DataEngine> dataEngines;
    private final TicketHabit habit = new TicketHabit(System::nanoTime);

    OpenSslControlEngine(OpenSslHandshake handshake, OpenSslEngine engine, SessionIdentity identity,
            LongTransfers transfers,
            Function<String, DataEngine> dataEngines) {
        this.handshake = handshake;
        this.engine = engine;
        this.identity = identity;
        this.transfers = transfers;
        this.dataEngines = dataEngines;
    }

    @Override
    public SSLEngine engine() {
        return engine;
    }

    @Override
    public SessionIdentity identity() {
        return identity;
    }

    @Override
    public boolean ownsIdentity() {
        return handshake.ownsIdentity();
    }

    @Override
    public boolean issueTicket() {
        return habit.wantsFresh() && engine.issueTicket();
    }

    @Override
    public void wasResumedBy(DataEngine data) {
        if (data instanceof Resuming resumed) {
            habit.shown(resumed.shownTicket());
        }
    }

    @Override
    public DataEngine newDataEngine() {
        return dataEngines.apply(handshake.session().negotiated().serverName());
    }

    @Override
    public Optional<String> serverName() {
        return Optional.of(handshake.session().negotiated().serverName()).filter(Predicate.not(String::isEmpty));
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return handshake.session().negotiated().peer();
    }

    @Override
    public void close() {
        transfers.end(identity);
        engine.release();
    }
}
