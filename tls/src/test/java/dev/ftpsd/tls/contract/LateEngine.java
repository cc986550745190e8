package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

import dev.ftpsd.tls.ClientHello;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.TlsEngines;
import org.jspecify.annotations.Nullable;

/** Becomes a data engine's when a ClientHello has come whole. */
final class LateEngine extends SSLEngine {

    private final TlsEngines engines;
    private final DataEngine before;
    private @Nullable DataEngine made;
    private boolean isWithheld;
    private boolean isSpared;

    LateEngine(TlsEngines engines) {
        this.engines = engines;
        this.before = engines.newDataEngine();
    }

    Optional<DataEngine> made() {
        return Optional.ofNullable(made);
    }

    void close() {
        before.close();
        made().ifPresent(DataEngine::close);
    }

    void withhold() {
        isWithheld = true;
        made().ifPresent(DataEngine::withholdTicket);
    }

    private SSLEngine now() {
        return made().map(DataEngine::engine).orElse(before.engine());
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length)
            throws SSLException {
        if (made == null && ClientHello.isIncomplete(source)) {
            return new SSLEngineResult(SSLEngineResult.Status.BUFFER_UNDERFLOW, HandshakeStatus.NEED_UNWRAP, 0, 0);
        }
        if (made == null) {
            made = engines.newDataEngine(source);
            if (isWithheld) {
                made.withholdTicket();
            }
            if (isSpared) {
                made.engine().setNeedClientAuth(false);
            }
        }
        return now().unwrap(source, targets, offset, length);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) throws SSLException {
        return now().wrap(sources, offset, length, target);
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        return now().getDelegatedTask();
    }

    @Override
    public void closeInbound() throws SSLException {
        now().closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return now().isInboundDone();
    }

    @Override
    public void closeOutbound() {
        now().closeOutbound();
    }

    @Override
    public boolean isOutboundDone() {
        return now().isOutboundDone();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return now().getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return now().getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        now().setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return now().getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return now().getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        now().setEnabledProtocols(protocols);
    }

    @Override
    public SSLSession getSession() {
        return now().getSession();
    }

    @Override
    public @Nullable String getApplicationProtocol() {
        return now().getApplicationProtocol();
    }

    @Override
    public void beginHandshake() throws SSLException {
        now().beginHandshake();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        return now().getHandshakeStatus();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        now().setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return now().getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        isSpared = !need;
        now().setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return now().getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        now().setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return now().getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        now().setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return now().getEnableSessionCreation();
    }
}
