package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CertificateGate;
import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.fuzz.Bench;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.Session;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads and memory may be short for a while: nothing is lost by it for longer. */
class NoPlaceLostTest {

    private static final int PLACES_OF_AN_ADDRESS = 256;
    private static final InetAddress CLIENT = InetAddress.ofLiteral("203.0.113.7");

    private final HandshakeLimit limit = new HandshakeLimit(_ -> false);
    private final ControlHandshakes handshakes = new ControlHandshakes(() -> {
        throw new IllegalStateException("no memory for a connection");
    }, Runnable::run, () -> Duration.ZERO, limit, Counts.NONE);

    @Test
    void handshakes_for_which_no_engine_can_be_made_give_their_places_back() {
        var pipeline = new EmbeddedChannel().pipeline();
        for (var i = 0; i < PLACES_OF_AN_ADDRESS; i++) {
            assertThrows(IllegalStateException.class, () -> handshakes.begin(pipeline, CLIENT, ""));
        }

        assertTrue(limit.enter(CLIENT));
    }

    /** Else the session would stay for ever: it counts as one whose command runs. */
    @Test
    void a_command_for_which_no_thread_can_be_made_ends_the_session() throws Exception {
        var channel = new EmbeddedChannel();
        var outcomes = new ArrayList<Outcome>();

        parts(channel, _ -> {
            throw new OutOfMemoryError("unable to create native thread");
        }).start(new Received.Malformed(ReplyCode.UNRECOGNIZED, "", 1), channel.eventLoop(), outcomes::add);
        channel.runPendingTasks();

        assertEquals(List.of(CommandRunner.BROKEN), outcomes);
    }

    private SequencerParts parts(EmbeddedChannel channel, Executor commands) throws Exception {
        var here = new InetSocketAddress(CLIENT, 2121);
        var session = new Session(new Addresses(here, here, here), ListenerSettings.of("test", 0, TlsMode.OPTIONAL),
                new NettyControlLink(channel));
        var services = Bench.services();
        var events = new EventLog(Counts.NONE);
        var runner = new CommandRunner(new CommandTable(services), services.settings(),
                new CertificateGate(Optional::empty, events), events);
        var upgrade = new TlsUpgrade(session, handshakes, new CommandLineDecoder(100, Wire.patient()),
                new TelnetFilter(), events);
        return new SequencerParts(session, runner, commands, upgrade,
                new IdleGuard(session, services.settings().get()::limits), Dialogue.SILENT, new Nobody(), () -> 0);
    }

    private static final class Nobody implements Lifecycle {

        @Override
        public Outcome greeting() {
            return Outcome.replied(ReplyCode.SERVICE_READY, "Ready.");
        }

        @Override
        public void hostile(String reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void gone() {
            // Nobody counts sessions here.
        }
    }
}
