package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.ftpsd.tls.TlsSettings;

/**
 * What all generations of keys share, so that the sessions of one can be resumed under another: the ticket keys and the cache
 * of sessions. Every connection is made from it, with the rules that never change, and is then given its {@link KeyContext}.
 * Any thread.
 */
final class SessionContext {

    private static final Cleaner CLEANER = Cleaner.create();

    private static final long OP_NO_COMPRESSION = 1L << 17;
    private static final long OP_CIPHER_SERVER_PREFERENCE = 1L << 22;
    /** CVE-2011-1473, and no session may change under a control connection. */
    private static final long OP_NO_RENEGOTIATION = 1L << 30;

    /** Halves the memory of an idle connection. */
    private static final long MODE_RELEASE_BUFFERS = 0x10;

    /** RFC 9325 §4.4; P-521 last, for certificates with such a key. Finite fields are too slow to be offered. */
    private static final String GROUPS = "X25519:P-256:P-384:P-521";

    /** OpenSSL 3.5 has one more: what is recorded today cannot be read with a computer to come. */
    private static final String GROUPS_WITH_HYBRID = "X25519MLKEM768:" + GROUPS;

    /** Sessions that the server must remember itself: TLS 1.2 clients without tickets. */
    private static final int SESSIONS_KEPT = 20_480;

    private final MemorySegment context;
    private final boolean takesUsualKeys;
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    private final LongTransfers longTransfers = new LongTransfers();
    private final TicketKeys ticketKeys = new TicketKeys(TlsSettings.LONGEST_SESSION, InstantSource.system());

    /** Makes one. */
    SessionContext() throws GeneralSecurityException {
        this.context = newContext(this);
        this.takesUsualKeys = Contexts.securityLevel(context) <= KeyShares.LEVEL_OF_128_BITS && !Contexts.isFipsAlone();
        Contexts.setOptions(context, OP_NO_COMPRESSION | OP_CIPHER_SERVER_PREFERENCE | OP_NO_RENEGOTIATION);
        Contexts.control(context, Contexts.CTRL_MODE, MODE_RELEASE_BUFFERS, MemorySegment.NULL);
        Contexts.control(context, Contexts.CTRL_SET_SESS_CACHE_SIZE, SESSIONS_KEPT, MemorySegment.NULL);
        Contexts.setTickets(context, 1);
        Contexts.setTicketCallback(context, Upcalls.TICKET_KEY);
        if (!setGroups(GROUPS_WITH_HYBRID)) {
            Errors.clear();
            demand(setGroups(GROUPS), "groups " + GROUPS);
        }
    }

    /** A context that is freed when nobody can reach {@code owner}; connections keep it alive beyond that. */
    static MemorySegment newContext(Object owner) throws GeneralSecurityException {
        Errors.clear();
        var made = Contexts.newServer();
        demand(made.address() != 0, "another context");
        CLEANER.register(owner, () -> Contexts.free(made));
        return made;
    }

    private boolean setGroups(String groups) {
        try (var memory = Arena.ofConfined()) {
            return Contexts.control(context, Contexts.CTRL_SET_GROUPS_LIST, 0, memory.allocateFrom(groups)) == 1;
        }
    }

    static void demand(boolean taken, String what) throws GeneralSecurityException {
        if (!taken) {
            throw new GeneralSecurityException("OpenSSL does not take " + what + ": " + Errors.take());
        }
    }

    /** How long sessions made from now on may be resumed. */
    void setLifetime(Duration lifetime) {
        Contexts.setLifetime(context, lifetime.toSeconds());
    }

    /** A connection that the caller frees. */
    MemorySegment newConnection() {
        return newConnection(context);
    }

    /** The same of another context. */
    static MemorySegment newConnection(MemorySegment context) {
        var ssl = Ssl.newConnection(context);
        if (ssl.address() == 0) {
            throw new OutOfMemoryError("OpenSSL has no memory for a connection");
        }
        return ssl;
    }

    /** Sessions of these versions are made from now on. */
    void serve(Collection<String> protocols) {
        versions.addAll(protocols);
    }

    /** All versions of which there may be sessions. */
    Set<String> versions() {
        return versions;
    }

    /** Whether X25519, P-256 and all that TLS 1.3 is usually made of are strong enough for the administrator of the machine. */
    boolean takesUsualKeys() {
        return takesUsualKeys;
    }

    LongTransfers longTransfers() {
        return longTransfers;
    }

    TicketKeys ticketKeys() {
        return ticketKeys;
    }
}
