package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.TlsSocket;

/** Engines whose data engines are made when the ClientHello has come, as the server makes them for the data port. */
record BehindHello(TlsEngines engines) implements TlsEngines {

    @Override
    public ControlEngine newControlEngine(String host) {
        return engines.newControlEngine(host);
    }

    @Override
    public DataEngine newDataEngine() {
        return new Late(new LateEngine(engines));
    }

    @Override
    public DataEngine newDataEngine(ByteBuffer clientHello) {
        return engines.newDataEngine(clientHello);
    }

    @Override
    public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        return new BehindHello(engines.renewed(settings, keys, trust));
    }

    @Override
    public ResumingClient newClient(String protocol) throws GeneralSecurityException {
        return engines.newClient(protocol);
    }

    @Override
    public String name() {
        return engines.name();
    }

    /** What is asked before there is an engine is answered as one would that has not begun. */
    private record Late(LateEngine late) implements DataEngine {

        @Override
        public SSLEngine engine() {
            return late;
        }

        @Override
        public void withholdTicket() {
            late.withhold();
        }

        @Override
        public boolean issueTicket() {
            return late.made().isPresent() && late.made().get().issueTicket();
        }

        @Override
        public Optional<SessionIdentity> resumedIdentity() {
            return late.made().flatMap(DataEngine::resumedIdentity);
        }

        @Override
        public Optional<TlsSocket> onSocket() {
            return late.made().flatMap(DataEngine::onSocket);
        }

        @Override
        public void close() {
            late.close();
        }
    }
}
