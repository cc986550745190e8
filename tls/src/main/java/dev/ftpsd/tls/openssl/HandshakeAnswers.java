package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/** What OpenSSL is told when it asks in the handshake of one connection, and what it tells. On the thread of the handshake. */
final class HandshakeAnswers {

    private final Generation generation;
    private final Role role;
    private final MemorySegment ssl;
    private final TrafficSecrets secrets = new TrafficSecrets();
    private @Nullable CertificateException refusal;
    private OptionalLong shownTicket = OptionalLong.empty();
    private String host = "";
    private boolean isTelling;

    HandshakeAnswers(Generation generation, Role role, MemorySegment ssl) {
        this.generation = generation;
        this.role = role;
        this.ssl = ssl;
    }

    Role role() {
        return role;
    }

    TicketKeys ticketKeys() {
        return generation.sessions().ticketKeys();
    }

    /** The client has shown a ticket of ours, which begins so behind its key's name. */
    void showTicket(long beginning) {
        shownTicket = OptionalLong.of(beginning);
    }

    /** The ticket that the client has shown, the last if it was several. */
    OptionalLong shownTicket() {
        return shownTicket;
    }

    /**
     * Shows the certificates of the host that the client asks for, if it asks for one. By now it is known whether a session is resumed, and
     * whose.
     */
    void showHost() {
        var name = Sessions.serverName(ssl);
        if (!name.isEmpty() || isTelling) {
            // Behind a HelloRetryRequest a client may resume nothing any more.
            generation.showHost(ssl, name.isEmpty() ? host : name);
        }
        // Before TLS 1.3 it would be the secret of the control connection, too, and of no use.
        isTelling = role == Role.DATA && Sessions.reused(ssl) && Sessions.version(ssl).equals("TLSv1.3") && isLong();
        if (isTelling) {
            generation.tellSecrets(ssl);
        }
    }

    /** Whose certificates are shown to a client that asks for no host. */
    void showOtherwise(String standard) {
        host = standard;
        generation.showHost(ssl, standard);
    }

    /** Whether OpenSSL tells what the connection is encrypted with. */
    boolean isTelling() {
        return isTelling;
    }

    private boolean isLong() {
        return Mark.in(ssl).filter(mark -> generation.sessions().longTransfers().isNext(mark.identity())).isPresent();
    }

    /** {@link ClientCheck#GOOD} or what is wrong with a client's certificates. */
    int verify(List<byte[]> chain) {
        try {
            generation.clients().verify(ClientCheck.parse(chain));
            return ClientCheck.GOOD;
        } catch (CertificateException e) {
            refusal = e;
            return ClientCheck.error(e);
        }
    }

    /** Why the client's certificates were not good. */
    Optional<CertificateException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What both sides will encrypt with. */
    TrafficSecrets secrets() {
        return secrets;
    }
}
