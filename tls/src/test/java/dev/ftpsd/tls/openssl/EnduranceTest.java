package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.contract.Implementation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many connections, good and bad, after which no native memory is left. The long form, with {@code -Dftpsd.test.endurance=long},
 * makes 100,000 handshakes and 10,000 bad connections, and looks at all memory of the process that is in use.
 */
@ParameterizedClass
@EnumSource(value = Implementation.class, names = "JDK", mode = EnumSource.Mode.EXCLUDE)
class EnduranceTest {

    private static final boolean LONG = System.getProperty("ftpsd.test.endurance", "short").equals("long");
    private static final int HANDSHAKES = LONG ? 100_000 : 400;
    private static final int BAD_ONES = LONG ? 10_000 : 200;
    private static final int TRANSFERS = 49;
    private static final long GROWTH_KIB = 16 * 1024;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    @TempDir
    Path state;

    private final Implementation implementation;
    private TlsEngines engines;
    private int liveBefore;

    EnduranceTest(Implementation implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void openEngines() throws Exception {
        engines = implementation.open(state);
        liveBefore = OpenSsl.liveConnections();
    }

    @Test
    void handshakes_leave_no_native_memory_behind() throws Exception {
        @Nullable
        Alive early = null;
        for (var done = 0; done < HANDSHAKES; done += 1 + TRANSFERS) {
            session(PROTOCOLS[done / (1 + TRANSFERS) % 2]);
            if (LONG && done == HANDSHAKES / 10) {
                early = Alive.now();
            }
        }

        assertNothingLeft(early);
    }

    @Test
    void bad_connections_leave_no_native_memory_behind() throws Exception {
        var random = new Random(1);
        @Nullable
        Alive early = null;
        for (var done = 0; done < BAD_ONES; done++) {
            try (var control = engines.newControlEngine()) {
                bad(done % 6, PROTOCOLS[done / 6 % 2], control, random);
            } catch (SSLException e) {
                // As it must be for most of them; what counts is what is left.
                assertNotNull(e.getMessage());
            }
            if (LONG && done == BAD_ONES / 10) {
                early = Alive.now();
            }
        }

        assertNothingLeft(early);
    }

    /** One control connection and its transfers, each closed in one of the ways in which connections end. */
    private void session(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        try (var control = engines.newControlEngine()) {
            var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();
            for (var transfer = 0; transfer < TRANSFERS; transfer++) {
                control.issueTicket();
                link.deliver();
                try (var data = engines.newDataEngine()) {
                    var peer = client.engine("a");
                    var dataLink = new MemoryHandshake(peer, data.engine()).complete();
                    assertEquals(Optional.of(control.identity()), data.resumedIdentity());
                    if (transfer % 2 == 0) {
                        data.engine().closeOutbound();
                        peer.closeOutbound();
                        dataLink.deliver();
                    }
                }
            }
        }
    }

    private static void bad(int way, String protocol, ControlEngine control, Random random) throws Exception {
        var server = control.engine();
        var client = new MemoryClient(protocol).engine("a");
        switch (way) {
            case 0 -> feed(server, noise(random, 300), random.nextInt(300));
            case 1 -> feed(server, flight(client), 40);
            case 2 -> feed(server, spoilt(flight(client), random), Integer.MAX_VALUE);
            case 3 -> {
                feed(server, flight(client), Integer.MAX_VALUE);
                flight(server);
                feed(server, noise(random, 80).put(0, (byte) 22).put(1, (byte) 3).put(3, (byte) 0), 80);
            }
            case 4 -> {
                // Half closed: the client has said its last word, and nobody answers.
                var link = new MemoryHandshake(client, server).complete();
                client.closeOutbound();
                link.deliver();
            }
            default -> {
                feed(server, flight(client), Integer.MAX_VALUE);
                server.closeOutbound();
                flight(server);
                server.closeInbound();
            }
        }
    }

    private static ByteBuffer flight(SSLEngine engine) throws SSLException {
        var wire = ByteBuffer.allocateDirect(1 << 15);
        engine.wrap(ByteBuffer.allocate(0), wire);
        return wire.flip();
    }

    private static void feed(SSLEngine engine, ByteBuffer octets, int most) throws SSLException {
        engine.unwrap(octets.limit(Math.min(octets.limit(), most)), ByteBuffer.allocate(1 << 15));
    }

    private static ByteBuffer noise(Random random, int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return ByteBuffer.wrap(octets);
    }

    private static ByteBuffer spoilt(ByteBuffer octets, Random random) {
        var at = random.nextInt(octets.limit());
        return octets.put(at, (byte) ~octets.get(at));
    }

    /** @param early what was in use after a tenth; null in the short form */
    private void assertNothingLeft(@Nullable Alive early) throws InterruptedException {
        assertTrue(OpenSsl.liveConnections() <= liveBefore,
                OpenSsl.liveConnections() + " are left, before it were " + liveBefore);
        if (LONG) {
            var late = Alive.now();
            System.out.println(early + " after a tenth, " + late + " at the end; live: " + OpenSsl.liveConnections());
            assertTrue(late.totalKib() - Objects.requireNonNull(early).totalKib() < GROWTH_KIB,
                    "grown from " + early + " to " + late);
        }
    }
}
