package dev.ftpsd.tls;

import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;

/** A client that, other than {@link MemoryClient}, has a certificate of its own and trusts one authority. */
public final class CertifiedClient {

    private final SSLContext context;

    public CertifiedClient(KeyMaterial own, X509Certificate trusted) throws Exception {
        var password = "x".toCharArray();
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.key(), password, own.chain().toArray(X509Certificate[]::new));
        var keyManagers = KeyManagerFactory.getInstance("SunX509");
        keyManagers.init(keys, password);
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("trusted", trusted);
        var trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(authorities);
        context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    }

    public SSLEngine engine(String protocol) {
        var engine = context.createSSLEngine("ftp.example.org", 21);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[]{protocol});
        return engine;
    }
}
