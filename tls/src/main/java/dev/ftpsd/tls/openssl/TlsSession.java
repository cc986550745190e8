package dev.ftpsd.tls.openssl;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

import org.jspecify.annotations.Nullable;

/**
 * What was negotiated, copied out of OpenSSL when the handshake ended: it can be asked by any thread and stays when the
 * connection is freed.
 */
final class TlsSession implements SSLSession {

    /** A record's longest payload, its header, and room for what encryption adds. */
    static final int PACKET_OCTETS = 5 + 16_384 + 320;
    static final int APPLICATION_OCTETS = 16_384;

    /**
     * What both sides agreed to.
     *
     * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
     * @param suite IANA's name
     * @param application empty where none was negotiated
     * @param serverName the host that the client asked for; empty where it asked for none
     * @param peer the client's certificates, leaf first
     */
    record Negotiated(String protocol, String suite, String application, String serverName,
            List<X509Certificate> peer) {

        Negotiated {
            peer = List.copyOf(peer);
        }
    }

    private final Negotiated negotiated;
    private final byte[] id;
    private final long creationTime;
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private volatile boolean valid = true;

    TlsSession(Negotiated negotiated, byte[] id, long creationTime) {
        this.negotiated = negotiated;
        this.id = id.clone();
        this.creationTime = creationTime;
    }

    /** Before the end of a handshake, as JSSE words it. */
    static TlsSession none() {
        return new TlsSession(new Negotiated("NONE", "SSL_NULL_WITH_NULL_NULL", "", "", List.of()), new byte[0], 0);
    }

    Negotiated negotiated() {
        return negotiated;
    }

    @Override
    public byte[] getId() {
        return id.clone();
    }

    /** That of the control connection's session where this one descends from it. */
    @Override
    public long getCreationTime() {
        return creationTime;
    }

    @Override
    public long getLastAccessedTime() {
        return creationTime;
    }

    @Override
    public String getProtocol() {
        return negotiated.protocol();
    }

    @Override
    public String getCipherSuite() {
        return negotiated.suite();
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        if (negotiated.peer().isEmpty()) {
            throw new SSLPeerUnverifiedException("the client showed no certificate");
        }
        return negotiated.peer().toArray(Certificate[]::new);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return ((X509Certificate) getPeerCertificates()[0]).getSubjectX500Principal();
    }

    @Override
    public Certificate @Nullable [] getLocalCertificates() {
        return null;
    }

    @Override
    public @Nullable Principal getLocalPrincipal() {
        return null;
    }

    @Override
    public int getPacketBufferSize() {
        return PACKET_OCTETS;
    }

    @Override
    public int getApplicationBufferSize() {
        return APPLICATION_OCTETS;
    }

    @Override
    public @Nullable SSLSessionContext getSessionContext() {
        return null;
    }

    @Override
    public @Nullable String getPeerHost() {
        return null;
    }

    @Override
    public int getPeerPort() {
        return -1;
    }

    @Override
    public void invalidate() {
        valid = false;
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public void putValue(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public @Nullable Object getValue(String name) {
        return values.get(name);
    }

    @Override
    public void removeValue(String name) {
        values.remove(name);
    }

    @Override
    public String[] getValueNames() {
        return values.keySet().toArray(String[]::new);
    }
}
