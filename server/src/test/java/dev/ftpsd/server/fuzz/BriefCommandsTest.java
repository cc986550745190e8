package dev.ftpsd.server.fuzz;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CertificateGate;
import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.CommandSpec;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.data.BindingRule;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Addresses;
import dev.ftpsd.server.session.ControlLink;
import dev.ftpsd.server.session.Session;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which commands run on an event loop: a reviewed list, since one that waits there would hold all sessions of that loop. */
final class BriefCommandsTest {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);

    /** They set something of the session, or say what is known; none asks a disk, a name server or a hash. */
    private static final Set<String> ALWAYS =
            Set.of("AUTH", "PBSZ", "PROT", "PWD", "XPWD", "TYPE", "STRU", "MODE", "REST", "FEAT", "SYST", "NOOP",
                    "CLNT");

    /** One fixed answer each. */
    private static final Set<String> NEVER_BUILT =
            Set.of("SMNT", "LPRT", "LPSV", "SPSV", "PRET", "ESTA", "ESTP", "CPSV", "SSCN",
                    "COMB", "CSID", "THMB", "RMDA", "ADAT", "MIC", "CONF", "ENC", "MFCT");

    private final CommandTable table;
    private final CommandRunner runner;
    private final Session session =
            new Session(new Addresses(HERE, HERE, HERE), ListenerSettings.of("brief", 0, TlsMode.OPTIONAL),
                    new Silent());

    BriefCommandsTest() throws Exception {
        var services = Bench.services();
        var events = new EventLog(Counts.NONE);
        table = new CommandTable(services);
        runner = new CommandRunner(table, services.settings(), new CertificateGate(Optional::empty, events), events);
    }

    private Set<String> brief() {
        return table.rows().stream().map(CommandSpec::verb)
                .filter(verb -> runner.isBrief(session, new CommandLine(verb, "")))
                .filter(verb -> !NEVER_BUILT.contains(verb)).collect(Collectors.toSet());
    }

    @Test
    void a_data_connection_told_by_its_address_may_have_to_wait_for_another() {
        session.bindBy(BindingRule.OFF, false);
        assertEquals(ALWAYS, brief());
    }

    @Test
    void one_told_by_its_session_never_waits() {
        session.bindBy(BindingRule.REQUIRED, false);
        session.update(state -> state.withTransfer(state.transfer().withProtection(ProtectionLevel.PRIVATE)));
        assertEquals(Stream.concat(ALWAYS.stream(), Stream.of("PASV", "EPSV")).collect(Collectors.toSet()), brief());
    }

    private static final class Silent implements ControlLink {

        @Override
        public void send(Reply reply) {}

        @Override
        public void close(Reply farewell) {}

        @Override
        public void closeWhenIdle(Reply farewell) {}

        @Override
        public void issueTicket() {}
    }
}
