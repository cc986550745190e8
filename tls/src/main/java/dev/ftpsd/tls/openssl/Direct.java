package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** What puts a connection on a socket, or on a ring of memory, in the place of its memory buffers, and back. */
final class Direct {

    /** BIO_new_socket(3): the descriptor stays the caller's. */
    private static final int NO_CLOSE = 0;

    /** BIO_ctrl(3), BIO_eof: a read has met the end. */
    private static final int CTRL_EOF = 2;

    /** {@link #receive}: FIN has come. */
    static final int ENDED = -1;

    /** BIO_should_retry(3), a macro. */
    private static final int SHOULD_RETRY = 0x08;

    /** SSL_ctrl(3), and SSL_MODE_RELEASE_BUFFERS: buffers are given back whenever they are empty, which long transfers pay for. */
    private static final int CTRL_CLEAR_MODE = 78;
    private static final long MODE_RELEASE_BUFFERS = 0x10;

    /** SSL_OP_IGNORE_UNEXPECTED_EOF: else the end of the socket would take the session away from other connections. */
    private static final long OP_IGNORE_UNEXPECTED_EOF = 0x80;

    /** Eight records a call of the system. */
    private static final long READ_AHEAD_OCTETS = 128 * 1024;

    private static final MethodHandle MAX_FRAGMENT =
            Library.SSL.function("SSL_SESSION_get_max_fragment_length", JAVA_BYTE, ADDRESS);
    private static final MethodHandle NEW_SOCKET =
            Library.CRYPTO.function("BIO_new_socket", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle NEW_PAIR =
            Library.CRYPTO.function("BIO_new_bio_pair", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle TAKE =
            Library.CRYPTO.quick("BIO_nread", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle UP_REF = Library.CRYPTO.function("BIO_up_ref", JAVA_INT, ADDRESS);
    private static final MethodHandle BIO_CTRL =
            Library.CRYPTO.function("BIO_ctrl", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle READ = Library.CRYPTO.function("BIO_read", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle TEST_FLAGS =
            Library.CRYPTO.quick("BIO_test_flags", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SET_READING = Library.SSL.procedure("SSL_set0_rbio", ADDRESS, ADDRESS);
    private static final MethodHandle SET_WRITING = Library.SSL.procedure("SSL_set0_wbio", ADDRESS, ADDRESS);
    private static final MethodHandle SET_OPTIONS =
            Library.SSL.function("SSL_set_options", JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle SET_READ_AHEAD =
            Library.SSL.procedure("SSL_set_read_ahead", ADDRESS, JAVA_INT);
    private static final MethodHandle SET_BUFFER =
            Library.SSL.procedure("SSL_set_default_read_buffer_len", ADDRESS, JAVA_LONG);

    private Direct() {}

    /** SSL_SESSION_get_max_fragment_length(3): whether the client has asked for records below 16 KiB (RFC 6066 §4). */
    static boolean hasShortRecords(MemorySegment ssl) {
        try {
            var session = Sessions.of(ssl);
            return session.address() != 0 && (byte) MAX_FRAGMENT.invokeExact(session) != 0;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** BIO_new_socket(3): what is given to a connection, which frees it. */
    static MemorySegment onSocket(int descriptor) {
        try {
            var made = (MemorySegment) NEW_SOCKET.invokeExact(descriptor, NO_CLOSE);
            if (made.address() == 0) {
                throw new OutOfMemoryError("OpenSSL has no memory for a socket");
            }
            return made;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * BIO_s_bio(3): what is written to the one end is taken from the other without copying. Both are the caller's.
     *
     * @param octets the room between them
     */
    static Ring newRing(long octets) {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(ADDRESS, 2);
            if ((int) NEW_PAIR.invokeExact(ends, octets, ends.asSlice(ADDRESS.byteSize()), 1L) != 1) {
                throw new OutOfMemoryError("OpenSSL has no memory for a ring");
            }
            return new Ring(ends.getAtIndex(ADDRESS, 0), ends.getAtIndex(ADDRESS, 1));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Two ends of one. */
    record Ring(MemorySegment in, MemorySegment out) {

        /** BIO_nread(3): all that is in it, where it lies; it counts as taken, and stays there until the next is put in. */
        MemorySegment take() {
            try (var arena = Arena.ofConfined()) {
                var start = arena.allocate(ADDRESS);
                var count = (int) TAKE.invokeExact(out, start, Integer.MAX_VALUE);
                return count > 0 ? Library.memory(start.get(ADDRESS, 0), count) : MemorySegment.NULL;
            } catch (Throwable e) {
                throw Library.unexpected(e);
            }
        }

        void free() {
            Bio.free(in);
            Bio.free(out);
        }
    }

    /** BIO_up_ref(3): it outlives the connection's giving it up. */
    static void keep(MemorySegment bio) {
        try {
            var _ = (int) UP_REF.invokeExact(bio);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * BIO_read(3) from a socket.
     *
     * @return how many octets; 0 for none yet, or {@link #ENDED}
     * @throws Connection.BrokenSocket if there is no reading from it any more
     */
    static int receive(MemorySegment socket, MemorySegment target) throws Connection.BrokenSocket {
        try {
            var count = (int) READ.invokeExact(socket, target, Math.toIntExact(target.byteSize()));
            if (count > 0) {
                return count;
            }
            if ((int) TEST_FLAGS.invokeExact(socket, SHOULD_RETRY) != 0) {
                return 0;
            }
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
        if (hasEnded(socket)) {
            return ENDED;
        }
        throw new Connection.BrokenSocket("reading failed: " + Errors.take());
    }

    /** Whether a read of this socket has met FIN. */
    static boolean hasEnded(MemorySegment socket) {
        try {
            return (long) BIO_CTRL.invokeExact(socket, CTRL_EOF, 0L, MemorySegment.NULL) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set0_rbio(3): reads from there; what it read from before is given up. */
    static void readFrom(MemorySegment ssl, MemorySegment bio) {
        try {
            SET_READING.invokeExact(ssl, bio);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set0_wbio(3): writes there; where it wrote before is given up. */
    static void writeTo(MemorySegment ssl, MemorySegment bio) {
        try {
            SET_WRITING.invokeExact(ssl, bio);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Buffers stay, as the bytes do not end: for a connection that is in neither of its two directions within a record. */
    static void keepBuffers(MemorySegment ssl) {
        Ssl.control(ssl, CTRL_CLEAR_MODE, MODE_RELEASE_BUFFERS, MemorySegment.NULL);
    }

    /** SSL_set_read_ahead(3): takes from a socket what is there, and bears with an end that no close_notify announced. */
    static void readAhead(MemorySegment ssl) {
        try {
            SET_BUFFER.invokeExact(ssl, READ_AHEAD_OCTETS);
            SET_READ_AHEAD.invokeExact(ssl, 1);
            var _ = (long) SET_OPTIONS.invokeExact(ssl, OP_IGNORE_UNEXPECTED_EOF);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
