package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * What connections have in common (SSL_CTX): it is filled by one thread and not changed once there are connections. Functions
 * that answer 1 for success answer {@code true} here; {@link Errors} says why not.
 */
final class Contexts {

    /** {@link #control}: a chain certificate for the key that was set last, whose reference stays the caller's. */
    static final int CTRL_CHAIN_CERT = 89;
    /** {@link #control}: named groups, as text. */
    static final int CTRL_SET_GROUPS_LIST = 92;
    /** {@link #control}: SSL_MODE_*. */
    static final int CTRL_MODE = 33;
    /** {@link #control}: how many sessions the cache holds. */
    static final int CTRL_SET_SESS_CACHE_SIZE = 42;
    /** {@link #control}: 1 has it choose groups of finite fields by the strength of the key (SSL_CTX_set_dh_auto(3)). */
    static final int CTRL_SET_DH_AUTO = 118;
    /** SSL_CTX_callback_ctrl(3): who looks at the host that a client asks for. */
    private static final int CTRL_SET_SERVERNAME_CALLBACK = 53;

    private static final MethodHandle SERVER_METHOD = Library.SSL.function("TLS_server_method", ADDRESS);
    private static final MethodHandle CLIENT_METHOD = Library.SSL.function("TLS_client_method", ADDRESS);
    private static final MethodHandle NEW = Library.SSL.function("SSL_CTX_new", ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.SSL.procedure("SSL_CTX_free", ADDRESS);
    private static final MethodHandle CTRL =
            Library.SSL.function("SSL_CTX_ctrl", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle OPTIONS =
            Library.SSL.function("SSL_CTX_set_options", JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle SUITES_12 =
            Library.SSL.function("SSL_CTX_set_cipher_list", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SUITES_13 =
            Library.SSL.function("SSL_CTX_set_ciphersuites", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle CERTIFICATE =
            Library.SSL.function("SSL_CTX_use_certificate", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle KEY =
            Library.SSL.function("SSL_CTX_use_PrivateKey", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle TIMEOUT =
            Library.SSL.function("SSL_CTX_set_timeout", JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle FIPS_ALONE =
            Library.CRYPTO.function("EVP_default_properties_is_fips_enabled", JAVA_INT, ADDRESS);
    private static final MethodHandle SECURITY_LEVEL =
            Library.SSL.function("SSL_CTX_get_security_level", JAVA_INT, ADDRESS);
    private static final MethodHandle TICKETS =
            Library.SSL.function("SSL_CTX_set_num_tickets", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLIENT_CA =
            Library.SSL.function("SSL_CTX_add_client_CA", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ALPN_CALLBACK =
            Library.SSL.procedure("SSL_CTX_set_alpn_select_cb", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle HELLO_CALLBACK =
            Library.SSL.procedure("SSL_CTX_set_client_hello_cb", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle KEY_LOG_CALLBACK =
            Library.SSL.procedure("SSL_CTX_set_keylog_callback", ADDRESS, ADDRESS);
    private static final MethodHandle CALLBACK_CTRL =
            Library.SSL.function("SSL_CTX_callback_ctrl", JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle TICKET_CALLBACK =
            Library.SSL.function("SSL_CTX_set_tlsext_ticket_key_evp_cb", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle VERIFY_CALLBACK =
            Library.SSL.procedure("SSL_CTX_set_cert_verify_callback", ADDRESS, ADDRESS, ADDRESS);

    private Contexts() {}

    /** SSL_CTX_new(3) of TLS_server_method(3): a context that the caller frees; NULL when memory is out. */
    static MemorySegment newServer() {
        return make(SERVER_METHOD);
    }

    /** The same of TLS_client_method(3). */
    static MemorySegment newClient() {
        return make(CLIENT_METHOD);
    }

    private static MemorySegment make(MethodHandle method) {
        try {
            return (MemorySegment) NEW.invokeExact((MemorySegment) method.invokeExact());
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_free(3): gives up the caller's reference; the last connection frees it. */
    static void free(MemorySegment context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_ctrl(3), behind which many "functions" of the manual are macros; what it answers depends on the command. */
    static long control(MemorySegment context, int command, long number, MemorySegment pointer) {
        try {
            return (long) CTRL.invokeExact(context, command, number, pointer);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_options(3): adds SSL_OP_*. */
    static void setOptions(MemorySegment context, long options) {
        try {
            var _ = (long) OPTIONS.invokeExact(context, options);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_cipher_list(3): suites of TLS 1.2 in OpenSSL's words; false when it knows none of them. */
    static boolean setSuites12(MemorySegment context, String list) {
        return set(SUITES_12, context, list);
    }

    /** SSL_CTX_set_ciphersuites(3): suites of TLS 1.3; false when it does not know one of them. */
    static boolean setSuites13(MemorySegment context, String list) {
        return set(SUITES_13, context, list);
    }

    private static boolean set(MethodHandle function, MemorySegment context, String list) {
        try (var memory = Arena.ofConfined()) {
            return (int) function.invokeExact(context, memory.allocateFrom(list)) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_use_certificate(3): takes a reference of its own. */
    static boolean useCertificate(MemorySegment context, MemorySegment certificate) {
        return give(CERTIFICATE, context, certificate);
    }

    /** SSL_CTX_use_PrivateKey(3): takes a reference of its own; false when it does not belong to its certificate. */
    static boolean useKey(MemorySegment context, MemorySegment key) {
        return give(KEY, context, key);
    }

    /** SSL_CTX_add_client_CA(3): tells clients a name; only the name is copied. */
    static boolean addAuthority(MemorySegment context, MemorySegment certificate) {
        return give(CLIENT_CA, context, certificate);
    }

    private static boolean give(MethodHandle function, MemorySegment context, MemorySegment object) {
        try {
            return (int) function.invokeExact(context, object) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** EVP_default_properties_is_fips_enabled(3): whether the system's administrator wants no code to encrypt but that of the FIPS module. */
    static boolean isFipsAlone() {
        try {
            return (int) FIPS_ALONE.invokeExact(MemorySegment.NULL) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_get_security_level(3): how strong all has to be, from 0 to 5. */
    static int securityLevel(MemorySegment context) {
        try {
            return (int) SECURITY_LEVEL.invokeExact(context);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_timeout(3): how long sessions live, in seconds. */
    static void setLifetime(MemorySegment context, long seconds) {
        try {
            var _ = (long) TIMEOUT.invokeExact(context, seconds);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_num_tickets(3): how many TLS 1.3 tickets follow a handshake. */
    static void setTickets(MemorySegment context, long number) {
        try {
            var _ = (int) TICKETS.invokeExact(context, number);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * SSL_CTX_set_alpn_select_cb(3), SSL_CTX_set_tlsext_servername_callback(3) and SSL_CTX_set_cert_verify_callback(3), which
     * replaces all of OpenSSL's own checks: stubs that live as long as the JVM.
     */
    static void setCallbacks(MemorySegment context, MemorySegment protocol, MemorySegment host, MemorySegment verify) {
        try {
            ALPN_CALLBACK.invokeExact(context, protocol, MemorySegment.NULL);
            var _ = (long) CALLBACK_CTRL.invokeExact(context, CTRL_SET_SERVERNAME_CALLBACK, host);
            VERIFY_CALLBACK.invokeExact(context, verify, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_keylog_callback(3): a stub that lives as long as the JVM. */
    static void setKeyLogCallback(MemorySegment context, MemorySegment keyLog) {
        try {
            KEY_LOG_CALLBACK.invokeExact(context, keyLog);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_client_hello_cb(3): a stub that lives as long as the JVM. */
    static void setHelloCallback(MemorySegment context, MemorySegment clientHello) {
        try {
            HELLO_CALLBACK.invokeExact(context, clientHello, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** SSL_CTX_set_tlsext_ticket_key_evp_cb(3): a stub that lives as long as the JVM. */
    static void setTicketCallback(MemorySegment context, MemorySegment ticketKey) {
        try {
            var _ = (int) TICKET_CALLBACK.invokeExact(context, ticketKey);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
