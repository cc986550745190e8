package dev.ftpsd.server.data;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsSocket;

/** TLS that nobody has begun: only what a transfer's thread takes over of it is ever used. */
record PlainEngine(SSLEngine engine, TlsSocket tls) implements DataEngine {

    PlainEngine(TlsSocket tls) throws Exception {
        this(SSLContext.getDefault().createSSLEngine(), tls);
    }

    @Override
    public void withholdTicket() {
        // There are none.
    }

    @Override
    public boolean issueTicket() {
        return false;
    }

    @Override
    public Optional<SessionIdentity> resumedIdentity() {
        return Optional.empty();
    }

    @Override
    public Optional<TlsSocket> onSocket() {
        return Optional.of(tls);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
