package dev.ftpsd.server.data;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.TlsEngines;

/** For connections that get as far as no handshake. */
final class NoEngines implements TlsEngines {

    @Override
    public ControlEngine newControlEngine() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataEngine newDataEngine() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "none";
    }
}
