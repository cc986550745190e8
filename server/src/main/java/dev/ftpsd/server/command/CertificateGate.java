package dev.ftpsd.server.command;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.tls.ClientVerifier;

/**
 * Looks at a client's certificate again before each transfer, by the dates and the lists of revoked certificates that hold now. A
 * data connection that resumes the session brings no certificate along: without this a client who was good once could go on for as
 * long as a control connection lives. Whoever is no longer good gets 522 (RFC 4217 §10.2), and 421 behind it.
 */
public final class CertificateGate {

    private static final Reply FAREWELL = Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
            "Your certificate is no longer accepted; connect again with another.");

    private final Supplier<Optional<ClientVerifier>> verifier;
    private final EventLog events;

    /** @param verifier the one of this moment; empty where clients are not asked any more, and nobody is to be judged */
    public CertificateGate(Supplier<Optional<ClientVerifier>> verifier, EventLog events) {
        this.verifier = verifier;
        this.events = events;
    }

    Optional<Reply> beforeTransfer(CommandSpec<?> spec, CommandContext context) {
        var session = context.session();
        var judge = verifier.get();
        if (!spec.usesData() || judge.isEmpty() || session.certificates().isEmpty()) {
            return Optional.empty();
        }
        try {
            judge.get().verifyAgain(session.certificates());
            return Optional.empty();
        } catch (CertificateException e) {
            events.certificateEnded(session.who(), String.valueOf(e.getMessage()));
            session.control().closeWhenIdle(FAREWELL);
            return Optional.of(Reply.of(ReplyCode.DATA_TLS_FAILED_OR_PROTOCOL_UNKNOWN,
                    "Your certificate has expired or was revoked."));
        }
    }
}
