package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.ftpsd.tls.SessionIdentity;

/**
 * What a control connection leaves in its session: its identity, and when the session was made. It is part of the session in
 * the cache and of the session in each ticket, where it is encrypted and authenticated; OpenSSL carries it on to every
 * session that descends from this one. A client can neither see nor choose it.
 *
 * @param identity of the control connection
 * @param created milliseconds since 1970
 */
record Mark(SessionIdentity identity, long created) {

    /**
     * Puts it into the session that a control connection is about to make: when the ServerHello is made and the client has not
     * answered, so that neither a ticket nor the cache holds the session yet. From then on it is a session for data
     * connections.
     */
    void putInto(MemorySegment ssl) {
        var session = Sessions.of(ssl);
        if (session.address() == 0 || Sessions.reused(ssl)) {
            return;
        }
        if (!Sessions.setAppdata(session, octets()) || !Sessions.setLabel(session, Role.DATA.label())) {
            throw new OutOfMemoryError("OpenSSL has no memory for an identity");
        }
    }

    /** The mark of a connection's session; empty where no control connection made it. */
    static Optional<Mark> in(MemorySegment ssl) {
        return of(Sessions.of(ssl));
    }

    /** The mark of a session. */
    static Optional<Mark> of(MemorySegment session) {
        var octets = ByteBuffer.wrap(Sessions.appdata(session));
        if (octets.remaining() <= Long.BYTES) {
            return Optional.empty();
        }
        var created = octets.getLong();
        return Optional.of(new Mark(new SessionIdentity(StandardCharsets.US_ASCII.decode(octets).toString()), created));
    }

    private byte[] octets() {
        var name = identity.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + name.length).putLong(created).put(name).array();
    }
}
