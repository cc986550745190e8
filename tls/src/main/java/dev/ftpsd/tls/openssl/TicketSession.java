package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The session in a ticket, as OpenSSL writes it (d2i_SSL_SESSION(3)). One thread at a time; nothing may be called behind {@link #close}.
 */
final class TicketSession implements AutoCloseable {

    private static final int TLS_1_3 = 0x0304;
    private static final int LONGEST_SECRET = 64;

    private static final MethodHandle READ =
            Library.SSL.function("d2i_SSL_SESSION", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = Library.SSL.function("i2d_SSL_SESSION", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle VERSION =
            Library.SSL.function("SSL_SESSION_get_protocol_version", JAVA_INT, ADDRESS);
    private static final MethodHandle CIPHER = Library.SSL.function("SSL_SESSION_get0_cipher", ADDRESS, ADDRESS);
    private static final MethodHandle SECRET =
            Library.SSL.function("SSL_SESSION_get_master_key", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle SET_SECRET =
            Library.SSL.function("SSL_SESSION_set1_master_key", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LABEL =
            Library.SSL.function("SSL_SESSION_get0_id_context", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle MADE = Library.SSL.function("SSL_SESSION_get_time", JAVA_LONG, ADDRESS);
    private static final MethodHandle SET_MADE =
            Library.SSL.function("SSL_SESSION_set_time", JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle LIFETIME = Library.SSL.function("SSL_SESSION_get_timeout", JAVA_LONG, ADDRESS);
    private static final MethodHandle MAX_FRAGMENT =
            Library.SSL.function("SSL_SESSION_get_max_fragment_length", JAVA_BYTE, ADDRESS);

    private final MemorySegment session;
    private final Suite13 suite;
    private final Mark mark;

    private TicketSession(MemorySegment session, Suite13 suite, Mark mark) {
        this.session = session;
        this.suite = suite;
        this.mark = mark;
    }

    /** Empty for what is no session of TLS 1.3 that a control connection has made for data connections, and for one that has ended. */
    static Optional<TicketSession> read(byte[] encoded, long nowSeconds) {
        try (var memory = Arena.ofConfined()) {
            var octets = memory.allocateFrom(JAVA_BYTE, encoded);
            var start = memory.allocateFrom(ADDRESS, octets);
            var session = (MemorySegment) READ.invokeExact(MemorySegment.NULL, start, (long) encoded.length);
            octets.fill((byte) 0);
            if (session.address() == 0) {
                Errors.clear();
                return Optional.empty();
            }
            return own(session, nowSeconds, memory);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    private static Optional<TicketSession> own(MemorySegment session, long nowSeconds, Arena memory) throws Throwable {
        var found = Optional.<TicketSession>empty();
        try {
            if (isForData(session, nowSeconds, memory)) {
                found = Suite13.named(Sessions.suiteOf((MemorySegment) CIPHER.invokeExact(session)))
                        .flatMap(suite -> Mark.of(session).map(mark -> new TicketSession(session, suite, mark)));
            }
            return found;
        } finally {
            if (found.isEmpty()) {
                Sessions.free(session);
            }
        }
    }

    private static boolean isForData(MemorySegment session, long nowSeconds, Arena memory) throws Throwable {
        var length = memory.allocate(JAVA_INT);
        var label = (MemorySegment) LABEL.invokeExact(session, length);
        var made = (long) MADE.invokeExact(session);
        return (int) VERSION.invokeExact(session) == TLS_1_3 && (byte) MAX_FRAGMENT.invokeExact(session) == 0
                && Role.DATA.label().equals(StandardCharsets.US_ASCII
                        .decode(Library.memory(label, length.get(JAVA_INT, 0)).asByteBuffer()).toString())
                && nowSeconds - made <= (long) LIFETIME.invokeExact(session);
    }

    Suite13 suite() {
        return suite;
    }

    /** Whose it is. */
    Mark mark() {
        return mark;
    }

    /** For how many seconds from its making it serves. */
    long lifetime() {
        try {
            return (long) LIFETIME.invokeExact(session);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** What it is resumed by (RFC 8446 §4.6.1): the caller wipes it. */
    byte[] secret() {
        try (var memory = Arena.ofConfined()) {
            var secret = memory.allocate(LONGEST_SECRET);
            var length = (long) SECRET.invokeExact(session, secret, (long) LONGEST_SECRET);
            var octets = secret.asSlice(0, length).toArray(JAVA_BYTE);
            secret.fill((byte) 0);
            return octets;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** The same session under another secret, as it stands in a ticket that is made now; the caller wipes it. */
    byte[] renewed(byte[] secret, long nowSeconds) {
        try (var memory = Arena.ofConfined()) {
            var copy = memory.allocateFrom(JAVA_BYTE, secret);
            var isTaken = (int) SET_SECRET.invokeExact(session, copy, (long) secret.length) == 1;
            copy.fill((byte) 0);
            var _ = (long) SET_MADE.invokeExact(session, nowSeconds);
            var length = isTaken ? (int) WRITE.invokeExact(session, MemorySegment.NULL) : 0;
            if (length <= 0) {
                throw new IllegalStateException("OpenSSL writes no session: " + Errors.take());
            }
            var octets = memory.allocate(length);
            var _ = (int) WRITE.invokeExact(session, memory.allocateFrom(ADDRESS, octets));
            var encoded = octets.toArray(JAVA_BYTE);
            octets.fill((byte) 0);
            return encoded;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Frees the native side; once. */
    @Override
    public void close() {
        Sessions.free(session);
    }
}
