package dev.ftpsd.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An OCSP responder (RFC 6960) on the loopback interface, which signs as the authority itself. */
final class OcspStub implements AutoCloseable {

    final AtomicInteger asked = new AtomicInteger();
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final X509Certificate authority;
    private final PrivateKey key;

    OcspStub(X509Certificate authority, PrivateKey key) throws IOException {
        this.authority = authority;
        this.key = key;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void revoke(X509Certificate certificate) {
        revoked.add(certificate.getSerialNumber());
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            // A short question comes as GET, in the path (RFC 6960 §A.1).
            var question = exchange.getRequestMethod().equals("GET")
                    ? Base64.getDecoder().decode(exchange.getRequestURI().getPath().substring(1))
                    : exchange.getRequestBody().readAllBytes();
            var answer = answer(new OCSPReq(question));
            exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private byte[] answer(OCSPReq request) throws Exception {
        var now = Instant.now();
        var builder = new BasicOCSPRespBuilder(new RespID(X500Name.getInstance(
                authority.getSubjectX500Principal().getEncoded())));
        for (var one : request.getRequestList()) {
            var status = revoked.contains(one.getCertID().getSerialNumber())
                    ? new RevokedStatus(Date.from(now.minusSeconds(60)), CRLReason.keyCompromise)
                    : CertificateStatus.GOOD;
            builder.addResponse(one.getCertID(), status, Date.from(now), Date.from(now.plus(Duration.ofHours(1))));
        }
        var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key),
                new X509CertificateHolder[]{new JcaX509CertificateHolder(authority)}, Date.from(now));
        return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed).getEncoded();
    }

    /** Nobody answers any more. */
    @Override
    public void close() {
        server.stop(0);
    }
}
