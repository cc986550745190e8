package dev.ftpsd.tls.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;

/**
 * A program and no test: what handshakes and records cost the server's side of each engine, in processor time of its thread, so
 * that a busy machine disturbs little. The client is the JDK's and is not counted. Run it alone, and compare lines of one run.
 */
final class Costs {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CHUNK = 64 * 1024;
    private static final int WARM_UP = 400;
    private static final int HANDSHAKES = 1_000;
    private static final int CHUNKS = 4_000;

    private final TlsEngines engines;
    private long cost;

    private Costs(TlsEngines engines) {
        this.engines = engines;
    }

    public static void main(String[] arguments) throws Exception {
        var keys = SelfSigned.loadOrMake(Files.createTempDirectory("costs"), "localhost", InstantSource.system());
        for (var round = 0; round < 3; round++) {
            for (var implementation : Implementation.values()) {
                var engines = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys.keys()),
                        new ClientTrust.Off());
                for (var protocol : new String[]{"TLSv1.3", "TLSv1.2"}) {
                    System.out.println(implementation + " " + protocol + " " + new Costs(engines).line(protocol));
                }
            }
        }
    }

    private String line(String protocol) throws Exception {
        handshakes(protocol, false, WARM_UP);
        var full = handshakes(protocol, false, HANDSHAKES);
        handshakes(protocol, true, WARM_UP);
        var resumed = handshakes(protocol, true, HANDSHAKES);
        var wrap = wrapping(protocol);
        var unwrap = unwrapping(protocol);
        return String.format(Locale.ROOT, "full %.2f ms, resumed %.2f ms, wrap %.0f MB/s, unwrap %.0f MB/s", full,
                resumed, wrap, unwrap);
    }

    private double handshakes(String protocol, boolean resume, int count) throws Exception {
        var client = new MemoryClient(protocol);
        try (var control = engines.newControlEngine()) {
            shakeHands(client.engine("a"), control.engine());
        }
        cost = 0;
        for (var done = 0; done < count; done++) {
            var peer = (resume ? client : new MemoryClient(protocol)).engine("a");
            try (var data = engines.newDataEngine()) {
                shakeHands(peer, data.engine());
            }
        }
        return cost / 1e6 / count;
    }

    private double wrapping(String protocol) throws Exception {
        try (var data = engines.newDataEngine()) {
            shakeHands(new MemoryClient(protocol).engine("a"), data.engine());
            var plain = ByteBuffer.allocateDirect(CHUNK);
            var wire = ByteBuffer.allocate(CHUNK + 16 * 1024);
            for (var done = -CHUNKS / 4; done < CHUNKS; done++) {
                cost = done <= 0 ? 0 : cost;
                plain.clear();
                while (plain.hasRemaining()) {
                    wrap(data.engine(), plain, wire.clear(), true);
                }
            }
            return (double) CHUNK * CHUNKS / cost * 1e3;
        }
    }

    private double unwrapping(String protocol) throws Exception {
        try (var data = engines.newDataEngine()) {
            var client = new MemoryClient(protocol).engine("a");
            shakeHands(client, data.engine());
            var wire = ByteBuffer.allocateDirect(1 << 16);
            var plain = ByteBuffer.allocateDirect(1 << 16);
            var records = CHUNKS * 4;
            for (var done = -records / 4; done < records; done++) {
                cost = done <= 0 ? 0 : cost;
                client.wrap(ByteBuffer.allocate(16 * 1024), wire.clear());
                wire.flip();
                var start = THREADS.getCurrentThreadCpuTime();
                while (wire.hasRemaining()) {
                    data.engine().unwrap(wire, plain.clear());
                }
                cost += THREADS.getCurrentThreadCpuTime() - start;
            }
            return (double) records * 16 * 1024 / cost * 1e3;
        }
    }

    private void shakeHands(SSLEngine client, SSLEngine server) throws Exception {
        var toServer = ByteBuffer.allocateDirect(1 << 16);
        var toClient = ByteBuffer.allocateDirect(1 << 16);
        client.beginHandshake();
        var quiet = 0;
        while (quiet < 3) {
            var moved = wrap(client, ByteBuffer.allocate(0), toServer, false);
            moved += unwrap(server, toServer, true);
            moved += wrap(server, ByteBuffer.allocate(0), toClient, true);
            moved += unwrap(client, toClient, false);
            quiet = moved == 0 ? quiet + 1 : 0;
        }
        if (server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            throw new IllegalStateException("the handshake came to a halt");
        }
    }

    private int wrap(SSLEngine engine, ByteBuffer plain, ByteBuffer wire, boolean counted) throws Exception {
        var start = THREADS.getCurrentThreadCpuTime();
        var produced = engine.wrap(plain, wire).bytesProduced();
        runTasks(engine);
        cost += counted ? THREADS.getCurrentThreadCpuTime() - start : 0;
        return produced;
    }

    private int unwrap(SSLEngine engine, ByteBuffer wire, boolean counted) throws Exception {
        wire.flip();
        var start = THREADS.getCurrentThreadCpuTime();
        var consumed = engine.unwrap(wire, ByteBuffer.allocate(1 << 15)).bytesConsumed();
        runTasks(engine);
        cost += counted ? THREADS.getCurrentThreadCpuTime() - start : 0;
        wire.compact();
        return consumed;
    }

    private static void runTasks(SSLEngine engine) {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
