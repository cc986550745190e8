package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.certificate.Certificates;
import dev.ftpsd.server.config.certificate.ExpiryWarnings;
import dev.ftpsd.server.config.certificate.ListWarnings;
import dev.ftpsd.server.config.certificate.MaterialProblems;
import dev.ftpsd.server.config.certificate.ServedPair;
import dev.ftpsd.server.config.certificate.TlsMaterial;
import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientVerifier;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The certificates in force and the engines that serve with them. New files are loaded aside; where they serve they are for new
 * connections, and where they do not, the old ones of their host stay; what bars clients counts all the same. Read from any thread,
 * changed by one at a time.
 */
final class ServerTls {

    private static final Logger LOG = LogManager.getLogger(ServerTls.class);

    private final Installation installation;
    private final AtomicReference<InForce> inForce;
    private final ExpiryWarnings expiry = new ExpiryWarnings();
    private final ListWarnings lists = new ListWarnings();

    /** What belongs together. */
    private record InForce(TlsEngines engines, TlsSettings settings, TlsMaterial material, List<Duration> warnings) {}

    private ServerTls(Installation installation, InForce first) {
        this.installation = installation;
        this.inForce = new AtomicReference<>(first);
    }

    /**
     * The certificates of the configuration and their engines, tried before they are used.
     *
     * @throws StartFailure in one line for each file what the administrator must change, or if {@link EngineChoice} finds no engine
     */
    static ServerTls start(Installation installation, Loaded loaded) throws StartFailure {
        try {
            makeStateDirectory(installation, loaded);
            var material = certificates(installation, loaded).load(nameFor(loaded));
            var settings = loaded.settings().tls().forEngines();
            var engines = new EngineChoice(settings, material.keys(), material.trust(),
                    loaded.settings().data().resumption(), EngineChoice.SYSTEM)
                    .choose(loaded.settings().tls().engine());
            var tls = new ServerTls(installation,
                    new InForce(engines, settings, material, loaded.settings().tls().expiryWarning()));
            material.pairs().forEach(ServerTls::introduce);
            tls.warnOfExpiry(Instant.now());
            return tls;
        } catch (MaterialProblems e) {
            throw new StartFailure("certificate: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure("tls: " + e.getMessage(), e);
        }
    }

    /** The engines for new connections. */
    TlsEngines engines() {
        return inForce.get().engines();
    }

    /** The keys that new connections see. */
    ServerKeys keys() {
        return inForce.get().material().keys();
    }

    /** All that are served, by host. */
    List<ServedPair> pairs() {
        return inForce.get().material().pairs();
    }

    /** Who judges client certificates now; empty where none is asked for. */
    Optional<ClientVerifier> clients() {
        return inForce.get().material().verifier();
    }

    /** Takes up what the files hold now; where they do not serve, goes on with what there is, and says in lines why. */
    synchronized List<String> reload(Loaded loaded) {
        var refused = new ArrayList<String>();
        try {
            var renewal = certificates(installation, loaded).renew(nameFor(loaded), inForce.get().material());
            renewal.problems().forEach(problem -> refused.add("certificate: " + problem));
            if (!refused.isEmpty()) {
                refused.add("certificates of these hosts not reloaded: the old ones stay in use, or the standard one "
                        + "where a host is new; correct the lines above");
            }
            takeUp(renewed(loaded, renewal.material(), refused));
        } catch (MaterialProblems e) {
            e.problems().forEach(problem -> refused.add("certificate: " + problem));
            refused.add("certificates not reloaded: the old ones stay in use; correct the lines above");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            refused.add("certificates not reloaded: the old ones stay in use: tls: " + e.getMessage());
        }
        warnOfExpiry(Instant.now());
        return List.copyOf(refused);
    }

    /** Keys and suites that the engine cannot use must not keep clients in that are barred now: then those alone are old. */
    private InForce renewed(Loaded loaded, TlsMaterial material, List<String> refused) throws GeneralSecurityException {
        var before = inForce.get();
        var tls = loaded.settings().tls();
        var unserved = CipherPolicy.unserved(tls.forEngines(), material.keys());
        unserved.ifPresent(problem -> refused.add("tls.ciphers and tls.min-version not reloaded: the old ones stay in"
                + " use: " + problem));
        var settings = unserved.isPresent() ? before.settings() : tls.forEngines();
        try {
            var engines = EngineChoice.renew(before.engines(), settings, material.keys(), material.trust());
            return new InForce(engines, settings, material, tls.expiryWarning());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            var old = before.material();
            var engines = before.engines().renewed(before.settings(), old.keys(), material.trust());
            refused.add("certificates not reloaded: the old ones stay in use: tls: " + e.getMessage());
            return new InForce(engines, before.settings(), new TlsMaterial(old.keys(), material.trust(), old.pairs()),
                    tls.expiryWarning());
        }
    }

    private void takeUp(InForce next) {
        var before = inForce.getAndSet(next);
        sayWhatChanged(before.material(), next.material());
        expiry.reset();
        lists.reset();
    }

    /** Warns of certificates, and lists of revoked ones, whose end has come nearer; to be called now and then. */
    synchronized void warnOfExpiry(Instant now) {
        var current = inForce.get();
        expiry.look(current.material().pairs(), current.warnings(), now);
        lists.look(current.material().verifier().map(ClientVerifier::revocationLists).orElse(List.of()), now);
    }

    private static Certificates certificates(Installation installation, Loaded loaded) {
        return new Certificates(loaded, installation.state(loaded.settings().server()), InstantSource.system());
    }

    /** For a certificate that is made now: what clients connect to, as far as anybody has said. */
    private static String nameFor(Loaded loaded) {
        var told = loaded.settings().server().publicHost();
        return told.isEmpty() ? Installation.hostName() : told;
    }

    private static void makeStateDirectory(Installation installation, Loaded loaded) throws StartFailure {
        if (!loaded.settings().tls().keys().isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(installation.state(loaded.settings().server()));
        } catch (IOException e) {
            throw new StartFailure(StateDirectory.problem(e), e);
        }
    }

    private static void sayWhatChanged(TlsMaterial before, TlsMaterial now) {
        now.pairs().stream().filter(pair -> !before.keys().all().stream().map(old -> old.fingerprint()).toList()
                .contains(pair.material().orElseThrow().fingerprint())).forEach(ServerTls::introduce);
    }

    private static void introduce(ServedPair pair) {
        var keys = pair.material().orElseThrow();
        LOG.info("certificate: {} {}, from {}, expires {}, SHA-256 {}", pair.hostWords(),
                keys.certificate().getSubjectX500Principal(), pair.certificate().getFileName(), keys.expires(),
                keys.fingerprint());
        pair.remarks().forEach(remark -> LOG.warn("certificate: {}", remark));
    }
}
