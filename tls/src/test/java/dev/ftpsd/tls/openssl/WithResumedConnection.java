package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import dev.ftpsd.tls.contract.Implementation;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A control connection, and what its client says first on data connections. The client uses each ticket once. */
abstract class WithResumedConnection {

    static final String AES_256 = "TLS_AES_256_GCM_SHA384";

    private final List<DataEngine> made = new ArrayList<>();
    private TlsEngines engines;
    private MemoryClient client;
    private ControlEngine control;

    @BeforeEach
    final void logIn() throws Exception {
        logIn(AES_256);
    }

    /** Anew, under that suite. */
    final void logIn(String suite) throws Exception {
        var keys = new TestAuthority("Test CA").issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth);
        engines = Implementation.OPENSSL.open(
                new TlsSettings(List.of("TLSv1.3"), List.of(suite), Duration.ofHours(1)), ServerKeys.of(keys),
                new ClientTrust.Off());
        client = new MemoryClient("TLSv1.3");
        control = engines.newControlEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();
    }

    @AfterEach
    final void close() {
        made.forEach(DataEngine::close);
        control.close();
    }

    final TlsEngines engines() {
        return engines;
    }

    final ControlEngine control() {
        return control;
    }

    /** An engine of the client's, whose shares are of these groups. */
    final SSLEngine client(String... groups) {
        var engine = client.engine("a");
        var parameters = engine.getSSLParameters();
        parameters.setNamedGroups(groups.length == 0 ? new String[]{"x25519"} : groups);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** What a client says first. */
    static ByteBuffer hello(SSLEngine from) throws SSLException {
        from.beginHandshake();
        return wrapped(from);
    }

    /** An engine for what a client has said, without a ticket of its own, as the server has them. */
    final DataEngine engineFor(ByteBuffer hello) {
        var engine = engines.newDataEngine(hello);
        engine.withholdTicket();
        made.add(engine);
        return engine;
    }

    /** The same for one that must be resumed here. */
    final ResumedEngine resumedFor(ByteBuffer hello) {
        return (ResumedEngine) engineFor(hello).engine();
    }

    /** What an engine has to send. */
    static ByteBuffer wrapped(SSLEngine engine, byte... plain) throws SSLException {
        var target = ByteBuffer.allocate(plain.length + 40_000);
        engine.wrap(ByteBuffer.wrap(plain), target);
        return target.flip();
    }

    /** The text in records. */
    static String read(SSLEngine engine, ByteBuffer records) throws SSLException {
        var plain = ByteBuffer.allocate(40_000);
        while (records.hasRemaining() && engine.unwrap(records, plain).bytesConsumed() > 0) {
            for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
        return StandardCharsets.UTF_8.decode(plain.flip()).toString();
    }

    /** The client's answer to what the server says first. */
    static ByteBuffer answer(SSLEngine from, ByteBuffer flight) throws SSLException {
        var all = ByteBuffer.allocate(40_000);
        for (var moved = true; moved;) {
            var before = flight.remaining() + all.remaining();
            read(from, flight);
            all.put(wrapped(from));
            moved = flight.remaining() + all.remaining() < before;
        }
        return all.flip();
    }

    static byte[] sealed(NumberedCipher cipher, int type, byte[] octets) {
        try (var arena = Arena.ofConfined()) {
            var plain = arena.allocateFrom(ValueLayout.JAVA_BYTE, octets);
            var record = arena.allocate(RecordCipher.octets(octets.length));
            cipher.seal(type, plain, record);
            return record.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    static void flip(ByteBuffer octets, int at) {
        var index = at < 0 ? octets.limit() + at : at;
        octets.put(index, (byte) (octets.get(index) ^ 1));
    }

    /** Of a record that is encrypted: an alert is the shortest that there is. */
    static String type(ByteBuffer record) {
        return record.remaining() == RecordCipher.octets(2) ? "alert" : record.remaining() + " octets";
    }
}
