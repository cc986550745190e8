package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * What moves one connection (SSL) on: one thread at a time. {@link #handshake}, {@link #read} and {@link #write} may call back
 * into Java, so they are given native memory only.
 */
final class Ssl {

    /** {@link #error}: the protocol or the peer failed; the queue of {@link Errors} says why. */
    static final int ERROR_SSL = 1;
    /** {@link #error}: the buffer from the network is empty. */
    static final int ERROR_WANT_READ = 2;
    /** {@link #error}: nothing that the queue of {@link Errors} would explain. */
    static final int ERROR_SYSCALL = 5;
    /** {@link #error}: close_notify has come. */
    static final int ERROR_ZERO_RETURN = 6;

    /** {@link #isShutByPeer}: an alert of the peer has ended what it sends. */
    private static final int SHUTDOWN_RECEIVED = 2;

    /** {@link #setShutdown}: close_notify went both ways, so that freeing the connection leaves its session resumable. */
    static final int SHUTDOWN_BOTH = 3;

    /** SSL_KEY_UPDATE_NOT_REQUESTED. */
    private static final int UPDATE_NOT_REQUESTED = 0;

    /** SSL_ctrl(3): the oldest and the newest version. */
    private static final int CTRL_SET_MIN_PROTO_VERSION = 123;
    private static final int CTRL_SET_MAX_PROTO_VERSION = 124;

    private static final MethodHandle NEW = Library.SSL.function("SSL_new", ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.SSL.procedure("SSL_free", ADDRESS);
    private static final MethodHandle SET_BIO = Library.SSL.procedure("SSL_set_bio", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACCEPT = Library.SSL.procedure("SSL_set_accept_state", ADDRESS);
    private static final MethodHandle CONNECT = Library.SSL.procedure("SSL_set_connect_state", ADDRESS);
    private static final MethodHandle HANDSHAKE = Library.SSL.function("SSL_do_handshake", JAVA_INT, ADDRESS);
    private static final MethodHandle READ = Library.SSL.function("SSL_read", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle WRITE = Library.SSL.function("SSL_write", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle ERROR = Library.SSL.function("SSL_get_error", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SHUTDOWN = Library.SSL.function("SSL_shutdown", JAVA_INT, ADDRESS);
    private static final MethodHandle SET_SHUTDOWN = Library.SSL.procedure("SSL_set_shutdown", ADDRESS, JAVA_INT);
    private static final MethodHandle GET_SHUTDOWN = Library.SSL.function("SSL_get_shutdown", JAVA_INT, ADDRESS);
    private static final MethodHandle SET_VERIFY =
            Library.SSL.procedure("SSL_set_verify", ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle SET_CONTEXT =
            Library.SSL.function("SSL_set_SSL_CTX", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle CTRL =
            Library.SSL.function("SSL_ctrl", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle SET_NUM_TICKETS =
            Library.SSL.function("SSL_set_num_tickets", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle KEY_UPDATE =
            Library.SSL.function("SSL_key_update", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle NEW_TICKET = Library.SSL.function("SSL_new_session_ticket", JAVA_INT, ADDRESS);

    private Ssl() {}

    /** SSL_new(3): a connection that the caller frees; it keeps its context alive. NULL when memory is out. */
    static MemorySegment newConnection(MemorySegment context) {
        try {
            return (MemorySegment) NEW.invokeExact(context);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_free(3): frees the connection and its buffers. Its address may be the next connection's. */
    static void free(MemorySegment ssl) {
        try {
            FREE.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_bio(3): gives the connection both buffers for good. */
    static void setBio(MemorySegment ssl, MemorySegment fromNetwork, MemorySegment toNetwork) {
        try {
            SET_BIO.invokeExact(ssl, fromNetwork, toNetwork);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_accept_state(3): this side is the server. */
    static void accept(MemorySegment ssl) {
        try {
            ACCEPT.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_connect_state(3): this side is the client. */
    static void connect(MemorySegment ssl) {
        try {
            CONNECT.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_do_handshake(3): 1 when there is nothing more to do, else ask {@link #error}. */
    static int handshake(MemorySegment ssl) {
        try {
            return (int) HANDSHAKE.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_read(3): decrypts into the target; the number of octets, or zero and less: ask {@link #error}. */
    static int read(MemorySegment ssl, MemorySegment target, int length) {
        try {
            return (int) READ.invokeExact(ssl, target, length);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_write(3): encrypts all of the source, since its buffer never fills; zero and less: ask {@link #error}. */
    static int write(MemorySegment ssl, MemorySegment source, int length) {
        try {
            return (int) WRITE.invokeExact(ssl, source, length);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_get_error(3): why the call that has just returned {@code result} did so; at once, on the same thread. */
    static int error(MemorySegment ssl, int result) {
        try {
            return (int) ERROR.invokeExact(ssl, result);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_shutdown(3): sends close_notify and waits for nothing; negative when the handshake is not over. */
    static int shutdown(MemorySegment ssl) {
        try {
            return (int) SHUTDOWN.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_shutdown(3): says what of the closing is done, without doing it. */
    static void setShutdown(MemorySegment ssl, int done) {
        try {
            SET_SHUTDOWN.invokeExact(ssl, done);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_get_shutdown(3): whether an alert, which nobody on the way can forge, has ended what the peer sends. */
    static boolean isShutByPeer(MemorySegment ssl) {
        try {
            return ((int) GET_SHUTDOWN.invokeExact(ssl) & SHUTDOWN_RECEIVED) != 0;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_verify(3): whether a certificate is asked for, before the handshake; the callback stays the context's. */
    static void setVerify(MemorySegment ssl, int mode) {
        try {
            SET_VERIFY.invokeExact(ssl, mode, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * SSL_set_SSL_CTX(3): takes certificates, suites and callbacks of another context, and a reference on it; tickets and cache
     * stay those of the context that made the connection. False when memory is out.
     */
    static boolean setContext(MemorySegment ssl, MemorySegment context) {
        try {
            return ((MemorySegment) SET_CONTEXT.invokeExact(ssl, context)).address() != 0;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_min_proto_version(3) and SSL_set_max_proto_version(3), which are macros. */
    static void setVersions(MemorySegment ssl, int oldest, int newest) {
        control(ssl, CTRL_SET_MIN_PROTO_VERSION, oldest, MemorySegment.NULL);
        control(ssl, CTRL_SET_MAX_PROTO_VERSION, newest, MemorySegment.NULL);
    }

    /** SSL_ctrl(3), behind many macros: what the answer means is the command's. */
    static long control(MemorySegment ssl, int command, long number, MemorySegment argument) {
        try {
            return (long) CTRL.invokeExact(ssl, command, number, argument);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_num_tickets(3): how many TLS 1.3 tickets follow the handshake. */
    static void setTickets(MemorySegment ssl, long number) {
        try {
            var _ = (int) SET_NUM_TICKETS.invokeExact(ssl, number);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_key_update(3): changes our keys, and tells the other side so. */
    static void updateKeys(MemorySegment ssl) {
        try {
            if ((int) KEY_UPDATE.invokeExact(ssl, UPDATE_NOT_REQUESTED) == 1) {
                var _ = (int) HANDSHAKE.invokeExact(ssl);
            }
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_new_session_ticket(3): has the next {@link #handshake} make a TLS 1.3 ticket; whether it will. */
    static boolean newTicket(MemorySegment ssl) {
        try {
            return (int) NEW_TICKET.invokeExact(ssl) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
