package dev.ftpsd.tls.openssl;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * The five questions that OpenSSL asks during a handshake: which share of a key, which host's certificates, which application protocol,
 * which ticket key, is this client's certificate good; and what it tells, if it is to: the secrets. It asks on the thread that runs the handshake, so that thread says whose handshake it is, and no
 * address of a connection is ever looked up, which could be another's by then.
 *
 * <p>An exception that left one of these methods would end the JVM: whatever is thrown becomes the answer that refuses.
 */
final class Upcalls {

    private static final int HELLO_FATAL = 0;
    private static final int HELLO_GOES_ON = 1;

    private static final int HOST_FATAL = 2;
    private static final int HOST_NOT_ACKNOWLEDGED = 3;

    private static final int ALPN_SELECTED = 0;
    private static final int ALPN_FATAL = 2;

    private static final int TICKET_FATAL = -1;
    private static final int TICKET_IGNORED = 0;
    private static final int TICKET_ACCEPTED = 1;
    private static final int TICKET_ACCEPTED_AND_RENEWED = 2;

    private static final int VERIFIED = 1;
    private static final int REFUSED = 0;

    private static final MethodHandle UNTRUSTED =
            Library.CRYPTO.function("X509_STORE_CTX_get0_untrusted", ADDRESS, ADDRESS);
    private static final MethodHandle SET_ERROR =
            Library.CRYPTO.procedure("X509_STORE_CTX_set_error", ADDRESS, JAVA_INT);

    /** Stubs that OpenSSL calls; made once, so that none can be freed too early. */
    static final MemorySegment SELECT_PROTOCOL =
            stub("selectProtocol", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS,
                    ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    static final MemorySegment TICKET_KEY = stub("ticketKey", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS,
            ADDRESS, ADDRESS, JAVA_INT));
    static final MemorySegment CLIENT_HELLO =
            stub("clientHello", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static final MemorySegment SELECT_HOST =
            stub("selectHost", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    static final MemorySegment KEY_LOG = stub("keyLog", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    static final MemorySegment VERIFY = stub("verify", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    private static final ThreadLocal<@Nullable HandshakeAnswers> RUNNING = new ThreadLocal<>();

    private Upcalls() {}

    /** Says whose handshake this thread runs from now on; null when it has ended. */
    static void running(@Nullable HandshakeAnswers answers) {
        if (answers == null) {
            RUNNING.remove();
        } else {
            RUNNING.set(answers);
        }
    }

    private static HandshakeAnswers current() {
        var answers = RUNNING.get();
        if (answers == null) {
            throw new IllegalStateException("OpenSSL asks outside of a handshake");
        }
        return answers;
    }

    /** SSL_CTX_set_alpn_select_cb(3): {@code chosen} must point to what outlives the call, as the offer itself does. */
    static int selectProtocol(MemorySegment ssl, MemorySegment chosen, MemorySegment chosenLength,
            MemorySegment offer, int offerLength, MemorySegment argument) {
        try {
            var list = Library.memory(offer, offerLength);
            var names = new ArrayList<String>();
            var starts = new ArrayList<Integer>();
            for (var at = 0; at < offerLength; at += 1 + length(list, at)) {
                var name = list.asSlice(at + 1L, length(list, at)).toArray(JAVA_BYTE);
                names.add(new String(name, StandardCharsets.US_ASCII));
                starts.add(at);
            }
            var selected = current().role().alpn().select(names);
            if (selected.isEmpty()) {
                return ALPN_FATAL;
            }

            var start = starts.get(names.indexOf(selected.get()));
            Library.memory(chosen, ADDRESS.byteSize()).set(ADDRESS, 0,
                    Library.memory(offer, offerLength).asSlice(start + 1L));
            Library.memory(chosenLength, 1).set(JAVA_BYTE, 0, (byte) length(list, start));
            return ALPN_SELECTED;
        } catch (Throwable e) {
            return ALPN_FATAL;
        }
    }

    /** SSL_CTX_set_client_hello_cb(3): called before anything of a ClientHello counts. */
    static int clientHello(MemorySegment ssl, MemorySegment alert, MemorySegment argument) {
        try {
            KeyShares.prefer(ssl);
            return HELLO_GOES_ON;
        } catch (Throwable e) {
            return HELLO_FATAL;
        }
    }

    /** SSL_CTX_set_tlsext_servername_callback(3): called with each ClientHello, also with one that asks for no host. */
    static int selectHost(MemorySegment ssl, MemorySegment alert, MemorySegment argument) {
        try {
            current().showHost();
            return HOST_NOT_ACKNOWLEDGED;
        } catch (Throwable e) {
            return HOST_FATAL;
        }
    }

    /** SSL_CTX_set_keylog_callback(3): for no log, but for the records of long transfers. */
    static void keyLog(MemorySegment ssl, MemorySegment line) {
        try {
            if (TrafficSecrets.isOfTraffic(Library.memory(line, TrafficSecrets.LABEL_OCTETS))) {
                current().secrets().hear(Library.text(line));
            }
        } catch (Throwable e) {
            // Then OpenSSL makes the records.
        }
    }

    private static int length(MemorySegment list, int at) {
        return Byte.toUnsignedInt(list.get(JAVA_BYTE, at));
    }

    /**
     * SSL_CTX_set_tlsext_ticket_key_evp_cb(3). A control connection resumes nothing: it would take over the identity of the one
     * whose ticket it shows.
     */
    static int ticketKey(MemorySegment ssl, MemorySegment name, MemorySegment vector, MemorySegment cipher,
            MemorySegment mac, int encrypts) {
        try {
            var keys = current().ticketKeys();
            var ticketName = Library.memory(name, TicketKey.NAME_OCTETS);
            var ticketVector = Library.memory(vector, TicketCipher.VECTOR_OCTETS);
            if (encrypts == 1) {
                return keys.current().encrypt(ticketName, ticketVector, cipher, mac) ? TICKET_ACCEPTED : TICKET_FATAL;
            }
            if (current().role() == Role.CONTROL) {
                return TICKET_IGNORED;
            }
            var key = keys.named(ticketName);
            if (key.isEmpty() || !key.get().decrypt(ticketVector, cipher, mac)) {
                return TICKET_IGNORED;
            }
            current().showTicket(ticketVector.get(JAVA_LONG_UNALIGNED, 0)); // random, and each ticket has its own
            // Under TLS 1.3 clients use a ticket once; under TLS 1.2 they keep theirs.
            return Sessions.version(ssl).equals("TLSv1.3") ? TICKET_ACCEPTED_AND_RENEWED : TICKET_ACCEPTED;
        } catch (Throwable e) {
            return TICKET_FATAL;
        }
    }

    /** SSL_CTX_set_cert_verify_callback(3): the certificates belong to OpenSSL; the error that is set chooses the alert. */
    static int verify(MemorySegment storeContext, MemorySegment argument) {
        try {
            var list = (MemorySegment) UNTRUSTED.invokeExact(storeContext);
            var chain = new ArrayList<byte[]>();
            for (var index = 0; index < Certificates.count(list); index++) {
                chain.add(Certificates.encode(Certificates.at(list, index)));
            }
            var error = current().verify(chain);
            SET_ERROR.invokeExact(storeContext, error);
            return error == ClientCheck.GOOD ? VERIFIED : REFUSED;
        } catch (Throwable e) {
            return REFUSED;
        }
    }

    private static MemorySegment stub(String method, FunctionDescriptor descriptor) {
        try {
            var target = MethodHandles.lookup().findStatic(Upcalls.class, method, descriptor.toMethodType());
            return Library.stub(target, descriptor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
