package dev.ftpsd.server.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.ControlLink;
import dev.ftpsd.server.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** A command that is broken, and one in which the machine itself fails: no stack, no memory, a class that is not there. */
final class BrokenCommandTest {

    private static Outcome outcome(Command<String> command) {
        var table = new CommandTable(List.of(CommandSpec.of("FAIL", Arguments::ignored, command).forEverybody()));
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
        var session =
                new Session(new Addresses(here, here, here), ListenerSettings.of("test", 0, TlsMode.OPTIONAL),
                        new Nobody());
        return new CommandRunner(table, () -> Settings.DEFAULTS,
                new CertificateGate(Optional::empty, new EventLog(Counts.NONE)), new EventLog(Counts.NONE)).run(session,
                        CommandLine.parse("FAIL"));
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, NoClassDefFoundError.class})
    void an_error_in_a_command_ends_its_session(Class<? extends Error> kind) throws Exception {
        var error = kind.getConstructor(String.class).newInstance("of a test");
        var outcome = assertInstanceOf(Outcome.ThenClose.class, outcome((context, argument) -> {
            throw error;
        }));
        assertEquals(ReplyCode.SERVICE_NOT_AVAILABLE, outcome.reply().code());
    }

    @Test
    void a_mistake_in_a_command_leaves_its_session() {
        var outcome = assertInstanceOf(Outcome.Replied.class, outcome((context, argument) -> {
            throw new IllegalStateException("of a test");
        }));
        assertEquals(ReplyCode.LOCAL_ERROR, outcome.reply().code());
    }

    /** Nothing is sent. */
    private record Nobody() implements ControlLink {

        @Override
        public void send(Reply reply) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(Reply farewell) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeWhenIdle(Reply farewell) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void issueTicket() {
            throw new UnsupportedOperationException();
        }
    }
}
