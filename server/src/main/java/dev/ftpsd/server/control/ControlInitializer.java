package dev.ftpsd.server.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.Message;
import dev.ftpsd.server.config.ProtocolSettings.DefaultType;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.proxy.Ends;
import dev.ftpsd.server.data.proxy.ProxyHeader;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.Encodings;
import dev.ftpsd.server.session.Messages;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.WriteTimeoutHandler;

/** The pipeline of a control connection, in order. */
public final class ControlInitializer extends ChannelInitializer<SocketChannel> {

    private final Supplier<ListenerSettings> listener;
    private final Parts parts;

    /**
     * What all control connections share.
     *
     * @param settings those in force now
     * @param commands runs each command on a thread of its own
     * @param door says who is turned away at accept
     * @param delivery how replies reach clients
     */
    public record Parts(Supplier<Settings> settings, CommandRunner runner, Executor commands, SessionRegistry sessions,
            ControlHandshakes tls, EventLog events, Dialogue dialogue, Doorkeeper door, ReplyDelivery delivery) {}

    /** @param listener its settings of this moment; a session keeps those that it came in by */
    public ControlInitializer(Supplier<ListenerSettings> listener, Parts parts) {
        this.listener = listener;
        this.parts = parts;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        var entrance = listener.get();
        var peer = channel.remoteAddress().getAddress();
        if (!entrance.isBehindProxy()) {
            letIn(channel, Ends.of(channel));
        } else if (entrance.isProxy(peer)) {
            ProxyHeader.await(channel, ends -> letIn(channel, ends),
                    reason -> parts.events().notProxied(peer, "listeners." + entrance.name() + ".proxy-protocol",
                            reason));
        } else {
            parts.events().notProxied(peer, "listeners." + entrance.name() + ".proxy-from", "no proxy that is trusted");
            channel.pipeline().addLast(new TurnedAway("", false));
        }
    }

    private void letIn(SocketChannel channel, Ends ends) {
        var refusal = parts.door().refusal(ends.client().getAddress());
        if (refusal.isPresent()) {
            channel.pipeline().addLast(new TurnedAway(refusal.get(), listener.get().tls() != TlsMode.IMPLICIT));
            return;
        }

        var addresses = new Addresses(ends.client(), ends.server(), channel.localAddress());
        var session = new Session(addresses, listener.get(), new NettyControlLink(channel));
        var text = new ControlText(() -> Encodings.of(session, parts.settings().get()),
                () -> Encodings.heardOtherOctets(session));
        var decoder = new CommandLineDecoder(parts.settings().get().limits().commandLength(), deadline(session), text);
        var telnet = new TelnetFilter(text::hasLetter255);
        var upgrade = new TlsUpgrade(session, parts.tls(), decoder, telnet, parts.events());
        var idle = new IdleGuard(session, () -> parts.settings().get().limits());
        var sequencer =
                new CommandSequencer(new SequencerParts(session, parts.runner(), parts.commands(), upgrade,
                        idle, parts.dialogue(), new Counted(session),
                        () -> parts.settings().get().limits().commandsPerSecond()));

        channel.pipeline()
                .addLast(new WriteTimeoutHandler(parts.delivery().patience().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(telnet)
                .addLast(decoder)
                .addLast(new ReplyEncoder(session, parts.dialogue(), text))
                .addLast(idle)
                .addLast(sequencer)
                .addLast(new ControlFailures(session, parts.events()))
                .addLast(new Beginning(session, upgrade, sequencer));
    }

    private LineDeadline deadline(Session session) {
        var allowed = parts.delivery().lineTime();
        return new LineDeadline(allowed, () -> session.control().closeWhenIdle(
                Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
                        "A line did not end within " + allowed.toSeconds() + " seconds; goodbye.")));
    }

    /** Begins the connection when it is active, and goes: with TLS on an implicit listener, with the greeting elsewhere. */
    private static final class Beginning extends ChannelInboundHandlerAdapter {

        private final Session session;
        private final TlsUpgrade upgrade;
        private final CommandSequencer sequencer;

        Beginning(Session session, TlsUpgrade upgrade, CommandSequencer sequencer) {
            this.session = session;
            this.upgrade = upgrade;
            this.sequencer = sequencer;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var pipeline = ctx.pipeline();
            pipeline.remove(this);
            if (session.listener().tls() == TlsMode.IMPLICIT) {
                upgrade.begin(pipeline, true);
            } else {
                sequencer.greet();
            }
        }
    }

    private final class Counted implements Lifecycle {

        private final Session session;

        Counted(Session session) {
            this.session = session;
        }

        @Override
        public Outcome greeting() {
            var settings = parts.settings().get();
            if (!session.listener().admits(session.peer())) {
                return refusal("Your address is not admitted here; ask the administrator.");
            }
            var limits = settings.limits();
            return switch (parts.sessions().enter(session, limits.sessions(), limits.sessionsPerIp())) {
                case ENTERED -> welcome(settings);
                case TOO_MANY -> new Outcome.ThenClose(
                        Messages.reply(ReplyCode.SERVICE_NOT_AVAILABLE, Message.FULL, session, settings));
                case TOO_MANY_OF_ADDRESS ->
                        refusal("Too many sessions from your address; close one, or try again later.");
            };
        }

        private Outcome welcome(Settings settings) {
            parts.events().connected(session.who(), session.listener().name());
            session.beginWith(defaultType(settings));
            return new Outcome.Replied(Messages.reply(ReplyCode.SERVICE_READY, Message.GREETING, session, settings));
        }

        private static TransferType defaultType(Settings settings) {
            return settings.protocol().defaultType() == DefaultType.ASCII ? TransferType.ASCII : TransferType.IMAGE;
        }

        private static Outcome refusal(String text) {
            return new Outcome.ThenClose(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, text));
        }

        @Override
        public void hostile(String reason) {
            parts.events().hostile(session.who(), reason);
        }

        @Override
        public void gone() {
            if (session.loggedIn().isPresent()) {
                // A transfer that is broken off by this has not been counted yet; a REIN that runs logs out by itself.
                session.slot().underWay().afterwards(this::tellEnd);
            } else {
                tellEnd();
            }
            // Behind that: a drain ends when nobody is there, and nothing is still to be told.
            parts.sessions().leave(session);
        }

        private void tellEnd() {
            if (!session.tellLogout(parts.events())) {
                parts.events().disconnected(session.who(), Duration.between(session.since(), Instant.now()));
            }
        }
    }
}
