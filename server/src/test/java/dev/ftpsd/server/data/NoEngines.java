package dev.ftpsd.server.data;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;

/** For connections that get as far as no handshake. */
final class NoEngines implements TlsEngines {

    @Override
    public ControlEngine newControlEngine(String host) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataEngine newDataEngine() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "none";
    }
}
