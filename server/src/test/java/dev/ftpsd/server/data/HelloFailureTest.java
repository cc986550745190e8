package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Engines that fail where they look at a ClientHello. */
@ExtendWith(NothingLost.class)
final class HelloFailureTest {

    @TempDir
    Path state;

    private TlsEngines honest;

    @BeforeEach
    void openEngines() throws Exception {
        var keys = SelfSigned.loadOrMake(state, "ftp.example.org", InstantSource.system()).keys();
        honest = JdkTlsEngines.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
    }

    /** One that thinks that it has an address. */
    private static final class Connection extends EmbeddedChannel {

        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2122);
        }
    }

    private record Failing(Supplier<DataEngine> others) implements TlsEngines {

        @Override
        public ControlEngine newControlEngine(String host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataEngine newDataEngine() {
            return others.get();
        }

        @Override
        public DataEngine newDataEngine(ByteBuffer clientHello) {
            throw new IllegalStateException("as in this test");
        }

        @Override
        public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String name() {
            return "failing";
        }
    }

    private static Connection connect(TlsEngines engines) {
        var channel = new Connection();
        var pending = new PendingData(0, 0);
        var tls = new DataTls(() -> engines, Runnable::run, () -> Duration.ZERO, Counts.NONE);
        channel.pipeline().addLast(new DataIdentifier(new ClaimTable(pending, () -> true), pending, tls,
                new DataHandler(channel), InetAddress.getLoopbackAddress()));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private static ByteBuf hello() throws Exception {
        var client = new MemoryClient("TLSv1.3").engine("a");
        client.beginHandshake();
        var octets = ByteBuffer.allocate(20_000);
        client.wrap(ByteBuffer.allocate(0), octets);
        return Unpooled.directBuffer().writeBytes(octets.flip());
    }

    @Test
    void the_handshake_goes_on_without_that_look() throws Exception {
        var channel = connect(new Failing(honest::newDataEngine));

        channel.writeInbound(hello());
        channel.runPendingTasks();

        ByteBuf answer = channel.readOutbound();
        assertNotNull(answer, "no ServerHello");
        assertEquals(22, answer.getByte(0));
        answer.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void where_there_is_no_engine_at_all_the_connection_ends_and_nothing_is_left_behind() throws Exception {
        var channel = connect(new Failing(() -> {
            throw new IllegalStateException("neither here");
        }));
        var hello = hello();

        assertThrows(IllegalStateException.class, () -> channel.writeInbound(hello));
        channel.close();

        assertEquals(0, hello.refCnt());
        assertTrue(!channel.isOpen());
    }
}
