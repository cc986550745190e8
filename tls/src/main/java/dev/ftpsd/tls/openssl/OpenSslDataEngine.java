package dev.ftpsd.tls.openssl;

import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsSocket;

/**
 * A data connection's engine on OpenSSL. What it reports is sound without knowing the control connections: a session with a
 * {@link Mark} was made by that control connection, since only those put marks; the mark comes back unchanged, since it is
 * inside the authenticated ticket or in the server's own cache; and no control connection hands on another's, since
 * {@link Role#CONTROL} resumes nothing.
 */
final class OpenSslDataEngine implements Resuming {

    private final OpenSslHandshake handshake;
    private final OpenSslEngine engine;
    private final LongTransfers transfers;
    private volatile boolean isLong;

    OpenSslDataEngine(OpenSslHandshake handshake, OpenSslEngine engine, LongTransfers transfers) {
        this.handshake = handshake;
        this.engine = engine;
        this.transfers = transfers;
    }

    @Override
    public SSLEngine engine() {
        return engine;
    }

    @Override
    public void withholdTicket() {
        engine.withholdTicket();
    }

    @Override
    public boolean issueTicket() {
        return engine.issueTicket();
    }

    @Override
    public Optional<TlsSocket> onSocket() {
        isLong = true;
        return OpenSslSocket.of(engine);
    }

    @Override
    public Optional<SessionIdentity> resumedIdentity() {
        return handshake.resumedIdentity();
    }

    @Override
    public OptionalLong shownTicket() {
        return handshake.shownTicket();
    }

    @Override
    public void close() {
        resumedIdentity().ifPresent(control -> transfers.was(control, isLong));
        engine.release();
    }
}
