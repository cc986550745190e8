package dev.ftpsd.server.admin.doctor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.ServerOptions;
import dev.ftpsd.server.admin.doctor.Finding.Kind;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ftpsd doctor}: can clients reach the server, and if not, what is to be changed? */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = {"Visits the running server as a client does, through the address that clients are told",
                "(server.public-host): connection, TLS, certificate, login, data port. Says in words what is wrong and",
                "which key to change. It needs no user's password."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd doctor", "  ftpsd doctor --host ftp.example.org"})
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--host", paramLabel = "HOST",
            description = "Visits the server there, and not at server.public-host.")
    private @Nullable String host;

    @Override
    public Integer call() {
        return server.ask(Request.of("doctor"), this::examined,
                answer -> answer.rows("findings").stream().map(row -> Finding.of(row).line()).toList());
    }

    private Answer examined(Answer facts) {
        var findings = Doctor.findings(Facts.of(facts), Optional.ofNullable(host));
        var problems = findings.stream().filter(finding -> finding.kind() == Kind.PROBLEM).count();
        return new Answer(problems == 0 ? ExitCodes.OK : ExitCodes.REFUSED,
                problems == 0 ? "clients can work with this server"
                        : problems == 1 ? "1 problem" : problems + " problems",
                Map.of("findings", findings.stream().map(Finding::json).toList()));
    }
}
