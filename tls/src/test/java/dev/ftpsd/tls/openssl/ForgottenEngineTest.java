package dev.ftpsd.tls.openssl;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.contract.Implementation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The last net under native memory. */
class ForgottenEngineTest {

    private static final int ENGINES = 20;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @TempDir
    Path state;

    @Test
    void engines_that_nobody_closed_are_freed_when_nobody_can_reach_them() throws Exception {
        var keys = SelfSigned.loadOrMake(state, "localhost", InstantSource.system()).keys();
        var engines = Implementation.OPENSSL.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
        var before = withoutOthers();

        forget(engines);

        var end = System.nanoTime() + PATIENCE_NANOS;
        while (OpenSsl.liveConnections() > before && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
        }
        assertTrue(OpenSsl.liveConnections() <= before, OpenSsl.liveConnections() + " live, before " + before);
    }

    /** How many there are when those are freed that earlier tests have forgotten. */
    private static int withoutOthers() throws InterruptedException {
        var last = Integer.MAX_VALUE;
        for (var same = 0; same < 5;) {
            System.gc();
            Thread.sleep(20);
            var now = OpenSsl.liveConnections();
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Some before their handshake, some behind it. */
    private static void forget(TlsEngines engines) throws Exception {
        var before = OpenSsl.liveConnections();
        var made = new ArrayList<ControlEngine>();
        try {
            while (made.size() < ENGINES) {
                var control = engines.newControlEngine();
                made.add(control);
                if (made.size() % 2 == 0) {
                    new MemoryHandshake(new MemoryClient("TLSv1.3").engine("a"), control.engine()).complete();
                }
            }
            assertEquals(before + ENGINES, OpenSsl.liveConnections(), "what is live while all of them are reachable");
        } finally {
            Reference.reachabilityFence(made);
        }
    }
}
