package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Engines of the system's OpenSSL 3. Control and data engines of all generations of keys share one {@link SessionContext}, and
 * with it the ticket keys and the cache of sessions; {@link Mark} tells which control connection a resumed session came from.
 * Any thread.
 */
public final class OpenSslEngines implements TlsEngines {

    private final Generation newest;

    private OpenSslEngines(Generation newest) {
        this.newest = newest;
    }

    /**
     * Makes engines for one set of keys. After a change of keys {@link #renewed} makes others.
     *
     * @throws IllegalArgumentException for a cipher suite that {@code CipherPolicy} refuses
     * @throws GeneralSecurityException when there is no OpenSSL ({@link OpenSsl#problem}), or it cannot use the keys, the
     *         authorities or a suite
     */
    public static OpenSslEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        var problem = OpenSsl.problem();
        if (problem.isPresent()) {
            throw new GeneralSecurityException(problem.get());
        }
        return new OpenSslEngines(new Generation(new SessionContext(), settings, keys, trust));
    }

    /** The keys that new connections are shown. */
    Generation newest() {
        return newest;
    }

    @Override
    public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        return new OpenSslEngines(new Generation(newest.sessions(), settings, keys, trust));
    }

    @Override
    public ControlEngine newControlEngine(String host) {
        var identity = SessionIdentity.random();
        var transfers = newest.sessions().longTransfers();
        var connection = newConnection(Role.CONTROL, host);
        var handshake = newHandshake(connection, new Mark(identity, System.currentTimeMillis()));
        transfers.begin(identity);
        return new OpenSslControlEngine(handshake, new OpenSslEngine(handshake, newest.offer()), identity,
                transfers, named -> newDataEngine(named.isEmpty() ? host : named));
    }

    @Override
    public DataEngine newDataEngine() {
        return newDataEngine("");
    }

    @Override
    public DataEngine newDataEngine(ByteBuffer clientHello) {
        return ResumedHandshake.of(clientHello, newest)
                .<DataEngine>map(granted -> new ResumedDataEngine(granted,
                        new ResumedEngine(granted, newest.offer())))
                .orElseGet(this::newDataEngine);
    }

    private DataEngine newDataEngine(String host) {
        var connection = newConnection(Role.DATA, host);
        var handshake = newHandshake(connection, null);
        return new OpenSslDataEngine(handshake, new OpenSslEngine(handshake, newest.offer()),
                newest.sessions().longTransfers());
    }

    /** What is shown to a client that asks for no host belongs to {@code host}. */
    private Connection newConnection(Role role, String host) {
        var connection = new Connection(newest, role);
        if (!host.isEmpty()) {
            connection.answers().showOtherwise(host);
        }
        return connection;
    }

    private OpenSslHandshake newHandshake(Connection connection, @Nullable Mark own) {
        // Whoever judges a certificate may have to ask others.
        return new OpenSslHandshake(connection, newest.clients().mode() != ClientRules.OFF, own);
    }

    @Override
    public ResumingClient newClient(String protocol) throws GeneralSecurityException {
        return new OpenSslClient(Generation.version(protocol));
    }

    @Override
    public String name() {
        return "openssl";
    }
}
