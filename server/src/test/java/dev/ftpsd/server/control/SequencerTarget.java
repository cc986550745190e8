package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CertificateGate;
import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.support.FuzzTarget;
import dev.ftpsd.tls.TlsEngines;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The whole control pipeline, from octets to replies, over files in memory: every line gets exactly one final reply, in order
 * wherever the octets are cut; a 150 only comes before a transfer's final one; no exception reaches the end of the pipeline; no
 * buffer, transfer or data set-up outlives the connection. Commands run on the caller's thread.
 */
public final class SequencerTarget implements FuzzTarget {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);
    private static final byte[] LOGIN = Wire.octets("USER alice\r\nPASS secret\r\n");

    private final Settings settings;
    private final CommandRunner runner;
    private final SessionRegistry sessions;
    private final TlsEngines engines;

    /** @param engines for AUTH */
    public SequencerTarget(Services services, TlsEngines engines) {
        this.settings = services.settings().get();
        this.runner = new CommandRunner(new CommandTable(services), services.settings(),
                new CertificateGate(Optional::empty, new EventLog(Counts.NONE)), new EventLog(Counts.NONE));
        this.sessions = services.sessions();
        this.engines = engines;
    }

    /** What was said on a connection. */
    private static final class Said extends ChannelDuplexHandler {

        private final List<Received> lines = new ArrayList<>();
        private final List<Reply> replies = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            lines.add((Received) message);
            ctx.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof Reply reply) {
                replies.add(reply);
            }
            ctx.write(message, promise);
        }

        List<Integer> codes() {
            return replies.stream().map(reply -> reply.code().number()).toList();
        }

        /** ABOR overtakes, and AUTH must be the last line: there the cuts matter, as they should. */
        boolean dependsOnCuts() {
            return lines.stream().anyMatch(line -> line instanceof Received.Hostile
                    || (line instanceof Received.Line(var command, int size)
                            && (command.verb().equals("ABOR") || command.verb().equals("AUTH"))));
        }
    }

    private static final class Greets implements Lifecycle {

        @Override
        public Outcome greeting() {
            return Outcome.replied(ReplyCode.SERVICE_READY, "Ready.");
        }

        @Override
        public void hostile(String reason) {
            // The connection is closed by the sequencer.
        }

        @Override
        public void gone() {
            // Nobody counts sessions here.
        }
    }

    @Override
    public void accept(byte[] input) {
        var whole = play(input, input.length + 1);
        if (!whole.dependsOnCuts()) {
            var piece = 1 + (input.length == 0 ? 0 : (input[input.length - 1] & 0xff) % 40);
            assertEquals(whole.codes(), play(input, piece).codes(), "cut into pieces of " + piece);
        }
    }

    private Said play(byte[] input, int piece) {
        var allocator = new UnpooledByteBufAllocator(false);
        var channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        var said = new Said();
        var listener = ListenerSettings.of("fuzz", 0, TlsMode.OPTIONAL);
        var session = new Session(new Addresses(HERE, HERE, HERE), listener, new NettyControlLink(channel));
        session.beginWith(TransferType.IMAGE);
        sessions.enter(session, 0, 0);
        build(channel, session, said).greet();
        feed(channel, LOGIN, LOGIN.length);
        assertEquals(List.of(220, 331, 230), said.codes());
        assertNothingIsReadWhileNothingLeaves(channel);
        feed(channel, input, piece);

        channel.checkException();
        SaidCheck.assertDialogue(said.lines, said.replies);
        channel.finishAndReleaseAll();
        sessions.leave(session);
        assertTrue(session.transfer().isEmpty(), "a transfer is left");
        assertInstanceOf(DataEndpoint.Unset.class, session.endpoint(), "a data set-up is left");
        assertEquals(0, allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory(),
                "buffers are left");
        return said;
    }

    private CommandSequencer build(EmbeddedChannel channel, Session session, Said said) {
        var telnet = new TelnetFilter();
        var decoder = new CommandLineDecoder(settings.limits().commandLength(), Wire.patient());
        var handshakes = new ControlHandshakes(() -> engines, Runnable::run, () -> Duration.ofSeconds(10),
                new HandshakeLimit(InetAddress::isLoopbackAddress), Counts.NONE);
        var upgrade = new TlsUpgrade(session, handshakes, decoder, telnet, new EventLog(Counts.NONE));
        var idle = new IdleGuard(session, settings::limits);
        var sequencer = new CommandSequencer(
                new SequencerParts(session, runner, Runnable::run, upgrade, idle, Dialogue.SILENT, new Greets(),
                        () -> 0));
        channel.pipeline().addLast(telnet, decoder, new ReplyEncoder(session, Dialogue.SILENT), said, idle, sequencer);
        return sequencer;
    }

    /** What TLS answers by itself waits in our memory, too: requests for new keys (RFC 8446 §4.6.3). */
    private static void assertNothingIsReadWhileNothingLeaves(EmbeddedChannel channel) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        run(channel);
        assertFalse(channel.config().isAutoRead());
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        run(channel);
        assertTrue(channel.config().isAutoRead());
    }

    private static void feed(EmbeddedChannel channel, byte[] input, int piece) {
        for (int at = 0; at < input.length && channel.isOpen(); at += piece) {
            channel.writeInbound(channel.alloc().heapBuffer().writeBytes(input, at,
                    Math.min(piece, input.length - at)));
            run(channel);
            channel.releaseOutbound();
        }
    }

    /** All that is due, and what is held back for a moment, such as the reply of EPSV. */
    private static void run(EmbeddedChannel channel) {
        var next = 0L;
        while (channel.hasPendingTasks() || (next >= 0 && next <= MOMENT)) {
            channel.advanceTimeBy(Math.max(0, next), TimeUnit.NANOSECONDS);
            channel.runPendingTasks();
            next = channel.runScheduledPendingTasks();
        }
    }
}
