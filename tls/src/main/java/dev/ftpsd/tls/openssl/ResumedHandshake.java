package dev.ftpsd.tls.openssl;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import dev.ftpsd.tls.Alpn;
import org.jspecify.annotations.Nullable;

/**
 * What a client has asked for that resumes a session of ours under TLS 1.3 (RFC 8446 §2.2), and has been granted: it knows the session's
 * secret, since the binder is right. That it is here now, and no replay, its Finished will tell.
 */
final class ResumedHandshake {

    private final TicketKeys ticketKeys;
    private final ResumingHello hello;
    private final TicketSession session;
    private final KeySchedule schedule;
    private final KeyAgreement agreement;
    private final String protocol;
    private byte[] finished = {};
    private int tickets;
    private @Nullable TrafficKeys finishing;

    private ResumedHandshake(TicketKeys keys, ResumingHello hello, TicketSession session, KeySchedule schedule,
            KeyAgreement agreement, String protocol) {
        this.ticketKeys = keys;
        this.hello = hello;
        this.session = session;
        this.schedule = schedule;
        this.agreement = agreement;
        this.protocol = protocol;
    }

    /** Empty for what is OpenSSL's to answer. */
    static Optional<ResumedHandshake> of(ByteBuffer clientHello, Generation newest) {
        if (!newest.sessions().takesUsualKeys()) {
            return Optional.empty();
        }
        return ResumingHello.read(clientHello).flatMap(hello -> session(hello, newest.sessions().ticketKeys())
                .flatMap(session -> grant(hello, session, newest)));
    }

    private static Optional<TicketSession> session(ResumingHello hello, TicketKeys keys) {
        var ticket = hello.ticket();
        if (ticket.length < TicketKey.NAME_OCTETS + TicketCipher.VECTOR_OCTETS) {
            return Optional.empty();
        }
        return keys.named(MemorySegment.ofArray(ticket).asSlice(0, TicketKey.NAME_OCTETS))
                .flatMap(key -> key.seal().open(ticket)).flatMap(encoded -> {
                    var found = TicketSession.read(encoded, seconds());
                    Arrays.fill(encoded, (byte) 0);
                    return found;
                });
    }

    /** As OpenSSL counts them. */
    static long seconds() {
        return System.currentTimeMillis() / 1000;
    }

    private static Optional<ResumedHandshake> grant(ResumingHello hello, TicketSession session, Generation newest) {
        var granted = Optional.<ResumedHandshake>empty();
        try {
            granted = judge(hello, session, newest);
            return granted;
        } finally {
            if (granted.isEmpty()) {
                session.close();
            }
        }
    }

    private static Optional<ResumedHandshake> judge(ResumingHello hello, TicketSession session, Generation newest) {
        var suite = session.suite();
        var protocol = hello.protocols().isEmpty() ? Optional.of("") : Alpn.DATA.select(hello.protocols());
        if (!newest.offer().suites().contains(suite.name()) || !hello.offers(suite) || protocol.isEmpty()) {
            return Optional.empty();
        }
        var secret = session.secret();
        var schedule = new KeySchedule(suite, secret);
        Arrays.fill(secret, (byte) 0);
        var agreed = isBound(schedule, hello) ? KeyAgreement.with(hello.group(), hello.share())
                : Optional.<KeyAgreement>empty();
        if (agreed.isEmpty()) {
            schedule.forget();
        }
        return agreed.map(agreement -> new ResumedHandshake(newest.sessions().ticketKeys(), hello, session, schedule,
                agreement, protocol.get()));
    }

    /** Whether the client knows the session's secret. Behind it all of the hello is in the transcript. */
    private static boolean isBound(KeySchedule schedule, ResumingHello hello) {
        schedule.add(hello.message(), 0, hello.boundOctets());
        var isBound = MessageDigest.isEqual(schedule.binder(), hello.binder());
        schedule.add(hello.message(), hello.boundOctets(), hello.message().length - hello.boundOctets());
        return isBound;
    }

    /** Whether these are the octets that it was granted for, at their beginning. */
    boolean isFor(ByteBuffer records, int length) {
        return length == hello.message().length + RecordCipher.HEADER_OCTETS
                && records.slice(records.position() + RecordCipher.HEADER_OCTETS, hello.message().length)
                        .equals(ByteBuffer.wrap(hello.message()));
    }

    /** Answers the client: the records that are sent. Once. */
    byte[] answer() {
        var serverHello = HandshakeMessages.serverHello(hello.sessionId(), session.suite(), hello.group(),
                agreement.share());
        schedule.add(serverHello);
        schedule.agree(agreement.secret());
        agreement.forget();
        var client = schedule.derive("c hs traffic");
        var server = schedule.derive("s hs traffic");

        var rest = new ByteArrayOutputStream();
        add(rest, HandshakeMessages.encryptedExtensions(protocol));
        add(rest, HandshakeMessages.finished(schedule.finished(server)));
        finished = HandshakeMessages.finished(schedule.finished(client));
        finishing = schedule.keys(client);
        schedule.master();
        var flight = HandshakeMessages.flight(serverHello, hello.sessionId().length > 0, schedule.keys(server),
                rest.toByteArray());
        Arrays.fill(server, (byte) 0);
        Arrays.fill(client, (byte) 0);
        return flight;
    }

    private void add(ByteArrayOutputStream messages, byte[] message) {
        schedule.add(message);
        messages.writeBytes(message);
    }

    /** The message that the client must send then. */
    byte[] finished() {
        return finished;
    }

    /** What the client encrypts that with; behind {@link #answer}. */
    TrafficKeys finishingKeys() {
        return Objects.requireNonNull(finishing);
    }

    /** What the client encrypts with, once it has finished; asked behind {@link #answer}. */
    TrafficKeys clientKeys() {
        return keys("c ap traffic");
    }

    /** What we encrypt with, as {@link #clientKeys}. */
    TrafficKeys serverKeys() {
        return keys("s ap traffic");
    }

    private TrafficKeys keys(String label) {
        var side = schedule.derive(label);
        var keys = schedule.keys(side);
        Arrays.fill(side, (byte) 0);
        return keys;
    }

    /** Goes on behind the client's Finished. */
    void finish() {
        schedule.add(finished);
    }

    /** The message with a ticket to the session, under a secret of its own (RFC 8446 §4.6.1); behind {@link #finish}. */
    byte[] ticket() {
        var nonce = ByteBuffer.allocate(Integer.BYTES).putInt(tickets++).array();
        var master = schedule.derive("res master");
        var secret = schedule.resumption(master, nonce);
        var encoded = session.renewed(secret, seconds());
        var message = HandshakeMessages.ticket(session.lifetime(), nonce, ticketKeys.current().seal().seal(encoded));
        Arrays.fill(master, (byte) 0);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return message;
    }

    Suite13 suite() {
        return session.suite();
    }

    Mark mark() {
        return session.mark();
    }

    /** That both speak above TLS; empty where the client did not ask. */
    String protocol() {
        return protocol;
    }

    /** Tells the ticket from others, as {@link Upcalls#ticketKey} does. */
    long shownTicket() {
        return ByteBuffer.wrap(hello.ticket()).order(ByteOrder.nativeOrder()).getLong(TicketKey.NAME_OCTETS);
    }

    /** Nobody needs it any more; once. */
    void free() {
        schedule.forget();
        agreement.forget();
        session.close();
    }
}
