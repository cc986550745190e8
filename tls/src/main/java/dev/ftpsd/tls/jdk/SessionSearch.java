package dev.ftpsd.tls.jdk;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.Alpn;
import dev.ftpsd.tls.ClientHello;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.ServerKeys;

/**
 * Finds the keys under which a data connection's session was made. A ticket of SunJSSE holds a checksum of the server's chain,
 * and is good only where an engine shows that very chain: a data connection would fail that asks for another host than its control
 * connection, or comes after a change of keys. So where there is a choice the ClientHello is tried, on an engine of its own for
 * each, which goes no further than to say whether the session is restored.
 *
 * <p>The host that the client asks for comes first and is nearly always right. A ticket that nobody here issued costs one trial:
 * it cannot be decrypted, and the engine does not even ask for a chain.
 */
final class SessionSearch {

    private final Generations generations;
    private final Function<EngineRole, SSLEngine> newEngine;

    /** Keys that may be right. */
    private record Candidate(EngineKeys generation, List<KeyMaterial> pairs) {}

    /** @param newEngine makes a data engine, whose handshake has not begun */
    SessionSearch(Generations generations, Function<EngineRole, SSLEngine> newEngine) {
        this.generations = generations;
        this.newEngine = newEngine;
    }

    /** The role in which an engine resumes that session; where there is none, that of the newest keys for the client's host. */
    EngineRole roleFor(EngineKeys newest, ByteBuffer clientHello) {
        var serverName = ClientHello.read(clientHello).map(ClientHello::serverName).orElse("");
        var candidates = candidates(newest, serverName);
        var found = candidates.size() == 1 ? Optional.<Candidate>empty() : tryOut(candidates, clientHello);
        var chosen = found.orElse(candidates.getFirst());
        return new EngineRole(chosen.generation(), Alpn.DATA, chosen.pairs());
    }

    /** The likely ones first: those of the client's host, newest first, and then all others. */
    private List<Candidate> candidates(EngineKeys newest, String serverName) {
        var all = new LinkedHashSet<Candidate>();
        all.add(new Candidate(newest, newest.keys.forName(serverName)));
        var live = generations.live();
        live.forEach(generation -> all.add(new Candidate(generation, generation.keys.forName(serverName))));
        for (var generation : live) {
            all.add(new Candidate(generation, generation.keys.standard()));
            generation.keys.hosts().stream().map(ServerKeys.Host::pairs)
                    .forEach(pairs -> all.add(new Candidate(generation, pairs)));
        }
        return List.copyOf(all);
    }

    private Optional<Candidate> tryOut(List<Candidate> candidates, ByteBuffer clientHello) {
        for (var candidate : candidates) {
            var trial = EngineRole.onTrial(candidate.generation(), candidate.pairs());
            if (restores(newEngine.apply(trial), clientHello.slice())) {
                return Optional.of(candidate);
            }
            if (trial.hasNothingToRestore()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean restores(SSLEngine engine, ByteBuffer hello) {
        try {
            var nothing = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            engine.beginHandshake();
            while (hello.hasRemaining() && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                if (engine.unwrap(hello, nothing).bytesConsumed() == 0) {
                    break;
                }
                for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            return EngineTag.restored(engine);
        } catch (SSLException e) {
            // The real engine will say it to the client.
            return false;
        }
    }
}
