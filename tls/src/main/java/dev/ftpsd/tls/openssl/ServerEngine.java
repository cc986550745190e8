package dev.ftpsd.tls.openssl;

import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * The part of an {@link SSLEngine} that does not change: a server engine whose versions and suites are those of its
 * {@link OpenSslEngines}. Asking for others is an error of the program.
 */
abstract class ServerEngine extends SSLEngine {

    private final List<String> protocols;
    private final List<String> suites;
    private int clientMode;

    ServerEngine(Offer offer) {
        this.protocols = offer.protocols();
        this.suites = offer.suites();
        this.clientMode = offer.clientMode();
    }

    /**
     * What every engine of the same {@link OpenSslEngines} offers.
     *
     * @param protocols enabled versions in JSSE's words
     * @param suites enabled suites, best first
     * @param clientMode of {@link ClientRules}
     */
    record Offer(List<String> protocols, List<String> suites, int clientMode) {

        Offer {
            protocols = List.copyOf(protocols);
            suites = List.copyOf(suites);
        }
    }

    /** Says before the handshake whether the client is asked for a certificate. */
    protected abstract void askClient(int mode);

    @Override
    public final void setNeedClientAuth(boolean need) {
        setClientMode(need ? ClientRules.REQUIRED : ClientRules.OFF);
    }

    @Override
    public final boolean getNeedClientAuth() {
        return clientMode == ClientRules.REQUIRED;
    }

    @Override
    public final void setWantClientAuth(boolean want) {
        setClientMode(want ? ClientRules.WANTED : ClientRules.OFF);
    }

    @Override
    public final boolean getWantClientAuth() {
        return clientMode == ClientRules.WANTED;
    }

    private void setClientMode(int mode) {
        clientMode = mode;
        askClient(mode);
    }

    @Override
    public final String[] getSupportedCipherSuites() {
        return suites.toArray(String[]::new);
    }

    @Override
    public final String[] getEnabledCipherSuites() {
        return suites.toArray(String[]::new);
    }

    @Override
    public final void setEnabledCipherSuites(String[] names) {
        throw new UnsupportedOperationException("suites are set for all engines at once");
    }

    @Override
    public final String[] getSupportedProtocols() {
        return protocols.toArray(String[]::new);
    }

    @Override
    public final String[] getEnabledProtocols() {
        return protocols.toArray(String[]::new);
    }

    @Override
    public final void setEnabledProtocols(String[] names) {
        throw new UnsupportedOperationException("versions are set for all engines at once");
    }

    @Override
    public final void setUseClientMode(boolean client) {
        if (client) {
            throw new IllegalArgumentException("this side is the server (RFC 4217 §7)");
        }
    }

    @Override
    public final boolean getUseClientMode() {
        return false;
    }

    @Override
    public final void setEnableSessionCreation(boolean creation) {
        if (!creation) {
            throw new UnsupportedOperationException("a client that resumes nothing is served");
        }
    }

    @Override
    public final boolean getEnableSessionCreation() {
        return true;
    }

    /** A session that is not established yet is nobody's business: see {@link dev.ftpsd.tls.DataEngine#resumedIdentity}. */
    @Override
    public final @Nullable SSLSession getHandshakeSession() {
        return null;
    }

    @Override
    public final @Nullable String getHandshakeApplicationProtocol() {
        return null;
    }
}
