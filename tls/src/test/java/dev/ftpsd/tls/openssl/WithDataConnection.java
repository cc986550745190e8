package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.TlsSocket;
import dev.ftpsd.tls.contract.Implementation;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A data connection behind its handshake, without a ticket as the server has them, and its client. */
abstract class WithDataConnection implements AutoCloseable {

    static final String AES_256 = "TLS_AES_256_GCM_SHA384";

    private @Nullable ControlEngine control;
    private @Nullable DataEngine data;
    private @Nullable SSLEngine client;

    /** Shakes hands, under that one suite, and resumes the session of a control connection. */
    TlsSocket connect(String suite) throws Exception {
        var protocol = suite.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3";
        var keys = new TestAuthority("Test CA").issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth);
        var engines =
                Implementation.OPENSSL.open(new TlsSettings(List.of(protocol), List.of(suite), Duration.ofHours(1)),
                        ServerKeys.of(keys), new ClientTrust.Off());
        var memory = new MemoryClient(protocol);
        var first = engines.newControlEngine();
        control = first;
        new MemoryHandshake(memory.engine("a"), first.engine()).complete();
        return transfer(engines, memory).onSocket().orElseThrow();
    }

    /** Another data connection, which takes the place of the last. */
    DataEngine transfer(TlsEngines engines, MemoryClient memory) throws Exception {
        close(data);
        var made = engines.newDataEngine();
        var other = memory.engine("a");
        data = made;
        client = other;
        made.withholdTicket();
        new MemoryHandshake(other, made.engine()).complete();
        assertTrue(made.resumedIdentity().isPresent());
        return made;
    }

    DataEngine data() {
        return Objects.requireNonNull(data);
    }

    SSLEngine client() {
        return Objects.requireNonNull(client);
    }

    OpenSslEngine server() {
        return (OpenSslEngine) data().engine();
    }

    Connection connection() {
        return server().connection();
    }

    /** What the client makes of what was sent to it. */
    byte[] read(ByteBuffer sent) throws SSLException {
        var plain = ByteBuffer.allocate(sent.remaining() + client().getSession().getApplicationBufferSize());
        while (sent.hasRemaining()) {
            var result = client().unwrap(sent, plain);
            if (result.bytesConsumed() == 0) {
                break;
            }
        }
        var octets = new byte[plain.flip().remaining()];
        plain.get(octets);
        return octets;
    }

    /** What the engine has to send. */
    ByteBuffer wrapped(byte[] plain) throws SSLException {
        var target = ByteBuffer.allocate(plain.length + 20_000);
        server().wrap(ByteBuffer.wrap(plain), target);
        return target.flip();
    }

    @AfterEach
    @Override
    public void close() {
        close(data);
        if (control != null) {
            control.close();
        }
    }

    private static void close(@Nullable DataEngine engine) {
        if (engine != null) {
            engine.close();
        }
    }
}
