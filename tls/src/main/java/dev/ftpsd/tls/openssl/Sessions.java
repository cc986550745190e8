package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * What a connection has negotiated, and the session (SSL_SESSION) that it made or resumed. The session always belongs to the
 * connection: it is asked for anew for each use and never kept, since the connection may replace it.
 */
final class Sessions {

    private static final MethodHandle OF = Library.SSL.function("SSL_get_session", ADDRESS, ADDRESS);
    private static final MethodHandle TAKE = Library.SSL.function("SSL_get1_session", ADDRESS, ADDRESS);
    private static final MethodHandle RESUME = Library.SSL.function("SSL_set_session", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.SSL.procedure("SSL_SESSION_free", ADDRESS);
    private static final MethodHandle REUSED = Library.SSL.function("SSL_session_reused", JAVA_INT, ADDRESS);
    private static final MethodHandle GET_APPDATA =
            Library.SSL.function("SSL_SESSION_get0_ticket_appdata", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle SET_APPDATA =
            Library.SSL.function("SSL_SESSION_set1_ticket_appdata", JAVA_INT, ADDRESS, ADDRESS,
                    ValueLayout.JAVA_LONG);
    private static final MethodHandle SET_LABEL =
            Library.SSL.function("SSL_SESSION_set1_id_context", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle SET_OWN_LABEL =
            Library.SSL.function("SSL_set_session_id_context", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle ID = Library.SSL.function("SSL_SESSION_get_id", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle VERSION = Library.SSL.function("SSL_get_version", ADDRESS, ADDRESS);
    private static final MethodHandle CIPHER = Library.SSL.function("SSL_get_current_cipher", ADDRESS, ADDRESS);
    private static final MethodHandle NAME = Library.SSL.function("SSL_CIPHER_standard_name", ADDRESS, ADDRESS);
    private static final MethodHandle ALPN =
            Library.SSL.procedure("SSL_get0_alpn_selected", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle HOST =
            Library.SSL.function("SSL_get_servername", ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle LEAF = Library.SSL.function("SSL_get1_peer_certificate", ADDRESS, ADDRESS);
    private static final MethodHandle CHAIN = Library.SSL.function("SSL_get_peer_cert_chain", ADDRESS, ADDRESS);

    /** TLSEXT_NAMETYPE_host_name. */
    private static final int HOST_NAME = 0;

    private Sessions() {}

    /** SSL_get_session(3): the connection's own; NULL before its ClientHello was understood. */
    static MemorySegment of(MemorySegment ssl) {
        try {
            return (MemorySegment) OF.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_session_reused(3): whether the session was resumed and not made. */
    static boolean reused(MemorySegment ssl) {
        try {
            return (int) REUSED.invokeExact(ssl) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_SESSION_get0_ticket_appdata(3): copies what was put into the session; empty when nothing was. */
    static byte[] appdata(MemorySegment session) {
        try (var memory = Arena.ofConfined()) {
            var data = memory.allocate(ADDRESS);
            var length = memory.allocate(ValueLayout.JAVA_LONG);
            var found = (int) GET_APPDATA.invokeExact(session, data, length);
            return found == 1 ? octets(data.get(ADDRESS, 0), length.get(ValueLayout.JAVA_LONG, 0)) : new byte[0];
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_SESSION_set1_ticket_appdata(3): puts a copy into the session and into every ticket made of it from now on. */
    static boolean setAppdata(MemorySegment session, byte[] data) {
        try (var memory = Arena.ofConfined()) {
            return (int) SET_APPDATA.invokeExact(session, memory.allocateFrom(JAVA_BYTE, data),
                    (long) data.length) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_SESSION_set1_id_context(3): which connections may resume the session: those with this label. */
    static boolean setLabel(MemorySegment session, String label) {
        return setLabel(SET_LABEL, session, label);
    }

    /** SSL_set_session_id_context(3): which sessions the connection may resume, and the label of those that it makes. */
    static boolean setOwnLabel(MemorySegment ssl, String label) {
        return setLabel(SET_OWN_LABEL, ssl, label);
    }

    private static boolean setLabel(MethodHandle function, MemorySegment owner, String label) {
        try (var memory = Arena.ofConfined()) {
            return (int) function.invokeExact(owner, memory.allocateFrom(label, StandardCharsets.US_ASCII),
                    label.length()) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_SESSION_get_id(3), copied. */
    static byte[] id(MemorySegment session) {
        try (var memory = Arena.ofConfined()) {
            var length = memory.allocate(JAVA_INT);
            var id = (MemorySegment) ID.invokeExact(session, length);
            return octets(id, length.get(JAVA_INT, 0));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_get_version(3): {@code TLSv1.3} or {@code TLSv1.2}, as JSSE says it too; the text is constant. */
    static String version(MemorySegment ssl) {
        try {
            return Library.text((MemorySegment) VERSION.invokeExact(ssl));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CIPHER_standard_name(3) of SSL_get_current_cipher(3): the IANA name, which is JSSE's; the text is constant. */
    static String suite(MemorySegment ssl) {
        try {
            return suiteOf((MemorySegment) CIPHER.invokeExact(ssl));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CIPHER_standard_name(3). */
    static String suiteOf(MemorySegment cipher) {
        try {
            return Library.text((MemorySegment) NAME.invokeExact(cipher));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_get0_alpn_selected(3), copied; empty when none was. */
    static String applicationProtocol(MemorySegment ssl) {
        try (var memory = Arena.ofConfined()) {
            var name = memory.allocate(ADDRESS);
            var length = memory.allocate(JAVA_INT);
            ALPN.invokeExact(ssl, name, length);
            return new String(octets(name.get(ADDRESS, 0), length.get(JAVA_INT, 0)), StandardCharsets.US_ASCII);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_get_servername(3): the host that the client asked for, which it may have made up; empty when it asked for none. */
    static String serverName(MemorySegment ssl) {
        try {
            return Library.text((MemorySegment) HOST.invokeExact(ssl, HOST_NAME));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * The client's certificates in DER, its own first: SSL_get1_peer_certificate(3), which is freed here, and those of
     * SSL_get_peer_cert_chain(3), which belong to the connection. A resumed session has the first one only.
     */
    static List<byte[]> peerCertificates(MemorySegment ssl) {
        var found = new ArrayList<byte[]>();
        try {
            var leaf = (MemorySegment) LEAF.invokeExact(ssl);
            if (leaf.address() != 0) {
                found.add(Certificates.encode(leaf));
                Certificates.free(leaf);
            }
            var chain = (MemorySegment) CHAIN.invokeExact(ssl);
            for (var index = 0; index < Certificates.count(chain); index++) {
                found.add(Certificates.encode(Certificates.at(chain, index)));
            }
            return found;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    private static byte[] octets(MemorySegment start, long length) {
        return length == 0 ? new byte[0] : Library.memory(start, length).toArray(JAVA_BYTE);
    }

    /** SSL_get1_session(3): the session that a client's connection has now; the caller frees it. NULL when it has none. */
    static MemorySegment take(MemorySegment ssl) {
        try {
            return (MemorySegment) TAKE.invokeExact(ssl);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_set_session(3): has a client offer this session, which stays the caller's. */
    static void resume(MemorySegment ssl, MemorySegment session) {
        try {
            var _ = (int) RESUME.invokeExact(ssl, session);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_SESSION_free(3): gives up the caller's reference. NULL is taken. */
    static void free(MemorySegment session) {
        try {
            FREE.invokeExact(session);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
