package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.CertifiedClient;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ClientVerifier;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsSettings;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The check of a certificate that had to wait for its thread until the client was gone: nobody is asked about it any more. */
@ParameterizedClass
@EnumSource(Implementation.class)
class GoneClientTest {

    private static final int WIRE_OCTETS = 1 << 16;

    /** The type of TLS 1.3's encrypted records. */
    private static final byte ENCRYPTED = 23;

    @Parameter
    Implementation implementation;

    private final AtomicInteger asked = new AtomicInteger();
    private ControlEngine control;
    private SSLEngine client;

    @BeforeEach
    void openEngines() throws Exception {
        var authority = new TestAuthority("Test CA");
        var server = authority.issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth);
        control = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(server),
                new ClientTrust.Required(new Counting(authority.certificate()))).newControlEngine();
        var anna = authority.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth);
        client = new CertifiedClient(anna, authority.certificate()).engine("TLSv1.3");
    }

    /** Finds everybody good. */
    private final class Counting implements ClientVerifier {

        private final X509Certificate authority;

        Counting(X509Certificate authority) {
            this.authority = authority;
        }

        @Override
        public List<X509Certificate> authorities() {
            return List.of(authority);
        }

        @Override
        public List<X509CRL> revocationLists() {
            return List.of();
        }

        @Override
        public void verify(List<X509Certificate> chain) {
            asked.incrementAndGet();
        }

        @Override
        public void verifyAgain(List<X509Certificate> chain) {
            // Not in a handshake.
        }
    }

    private static void say(SSLEngine engine, ByteBuffer wire) throws SSLException {
        int before;
        do {
            before = wire.position();
            engine.wrap(ByteBuffer.allocate(0), wire);
        } while (wire.position() > before);
    }

    private static void run(SSLEngine engine) {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** What the client answers to all that the server has said. */
    private ByteBuffer answer(ByteBuffer said) throws SSLException {
        var answer = ByteBuffer.allocate(WIRE_OCTETS);
        while (said.hasRemaining()) {
            client.unwrap(said, ByteBuffer.allocate(WIRE_OCTETS));
            run(client);
            say(client, answer);
        }
        return answer.flip();
    }

    /** The task of the client's first record that is encrypted: its certificate. */
    private Runnable check() throws SSLException {
        var server = control.engine();
        var hello = ByteBuffer.allocate(WIRE_OCTETS);
        say(client, hello);
        server.unwrap(hello.flip(), ByteBuffer.allocate(WIRE_OCTETS));
        run(server);
        var said = ByteBuffer.allocate(WIRE_OCTETS);
        say(server, said);

        var answer = answer(said.flip());
        while (answer.get(answer.position()) != ENCRYPTED) {
            server.unwrap(answer, ByteBuffer.allocate(WIRE_OCTETS));
            run(server);
        }
        server.unwrap(answer, ByteBuffer.allocate(WIRE_OCTETS));
        return Objects.requireNonNull(server.getDelegatedTask(), "the certificate is checked at once");
    }

    @Test
    void whoever_waits_is_asked_about() throws Exception {
        check().run();

        assertEquals(1, asked.get());
    }

    /** Closed as Netty does, when the time for the handshake is over or the connection has ended. */
    @Test
    void whoever_has_gone_is_not() throws Exception {
        var check = check();
        control.engine().closeOutbound();
        assertThrows(SSLException.class, control.engine()::closeInbound);
        control.close();
        check.run();

        assertEquals(0, asked.get());
    }
}
