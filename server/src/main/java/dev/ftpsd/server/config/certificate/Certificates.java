package dev.ftpsd.server.config.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.TlsConfig;
import dev.ftpsd.server.config.TlsConfig.ClientCertificate;
import dev.ftpsd.server.config.TlsConfig.KeyPaths;
import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientPaths;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.HostName;
import dev.ftpsd.tls.KeyFiles;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.KeyMaterialException;
import dev.ftpsd.tls.Revocation;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TrustFiles;

/**
 * Loads the files that {@code tls} names, and checks them. Reads files, so on threads that may wait.
 *
 * @param loaded the configuration
 * @param stateDirectory where the self-signed certificate is kept
 */
public record Certificates(Loaded loaded, Path stateDirectory, InstantSource clock) {

    /**
     * Everything, ready to serve. Without a configured certificate a self-signed one is loaded, or made.
     *
     * @param hostName for a self-signed certificate that is made now
     * @throws MaterialProblems with everything that is wrong
     */
    public TlsMaterial load(String hostName) throws MaterialProblems {
        var pairs = toServe(hostName);
        var problems = new ArrayList<>(HostByHost.of(pairs, List.of(), tls().forEngines()).problems());
        var trust = trust(problems);
        if (!problems.isEmpty()) {
            throw new MaterialProblems(problems);
        }
        return new TlsMaterial(keys(pairs), trust, pairs);
    }

    /**
     * The same under a running server: what bars clients counts even where a certificate of the server does not serve, and of the
     * hosts only those keep what they have that such a one is for.
     *
     * @param inForce what is served now
     * @throws MaterialProblems if authorities or lists cannot be read: then nothing is taken up
     */
    public Renewal renew(String hostName, TlsMaterial inForce) throws MaterialProblems {
        var hosts = HostByHost.of(toServe(hostName), inForce.pairs(), tls().forEngines());
        var unreadable = new ArrayList<String>();
        var trust = trust(unreadable);
        if (!unreadable.isEmpty()) {
            unreadable.addAll(hosts.problems());
            throw new MaterialProblems(unreadable);
        }
        return new Renewal(new TlsMaterial(keys(hosts.served()), trust, hosts.served()), hosts.problems());
    }

    /**
     * What a running server goes on with.
     *
     * @param problems why hosts keep what they have, one line each; empty where all is new
     */
    public record Renewal(TlsMaterial material, List<String> problems) {

        public Renewal {
            problems = List.copyOf(problems);
        }
    }

    private List<ServedPair> toServe(String hostName) {
        var pairs = new ArrayList<ServedPair>();
        if (tls().keys().isEmpty()) {
            pairs.add(selfSigned(hostName));
        }
        pairs.addAll(configured());
        return pairs;
    }

    private ServedPair selfSigned(String hostName) {
        try {
            var made = SelfSigned.loadOrMake(stateDirectory, hostName, clock);
            return new ServedPair(Optional.empty(), made.file(), made.file(), Optional.of(made.keys()),
                    Optional.empty(), made.keys().remarks());
        } catch (KeyMaterialException e) {
            var own = SelfSigned.fileIn(stateDirectory);
            return new ServedPair(Optional.empty(), own, own, Optional.empty(), Optional.of(e.getMessage() + ""),
                    List.of());
        }
    }

    /** What would be served, good or not; a self-signed certificate that has not been made yet is left out. */
    public List<ServedPair> inspect() {
        var pairs = new ArrayList<ServedPair>();
        var own = SelfSigned.fileIn(stateDirectory);
        if (tls().keys().isEmpty() && Files.exists(own)) {
            pairs.add(pair(Optional.empty(), new KeyPaths(own, own), new char[0]));
        }
        pairs.addAll(configured());
        return List.copyOf(pairs);
    }

    /** What is wrong beyond single pairs: kinds of keys that are there twice or that no suite is for, authorities and lists that cannot be read. */
    public List<String> commonProblems(List<ServedPair> pairs) {
        var problems = new ArrayList<String>();
        trust(problems);
        if (pairs.stream().allMatch(pair -> pair.problem().isEmpty())) {
            problems.addAll(HostByHost.of(pairs, List.of(), tls().forEngines()).problems());
        }
        if (tls().keys().isEmpty() && pairs.stream().noneMatch(pair -> pair.host().isEmpty())) {
            CipherPolicy.unservedKinds(tls().forEngines(), List.of("EC"))
                    .ifPresent(problem -> problems.add("the self-signed certificate: " + problem));
        }
        return List.copyOf(problems);
    }

    private TlsConfig tls() {
        return loaded.settings().tls();
    }

    private List<ServedPair> configured() {
        var password = tls().keyPassword().map(Secret::toCharArray).orElseGet(() -> new char[0]);
        try {
            var pairs = new ArrayList<ServedPair>();
            tls().keys().forEach(paths -> pairs.add(pair(Optional.empty(), paths, password)));
            tls().hosts().forEach(host -> host.keys()
                    .forEach(paths -> pairs.add(pair(Optional.of(host.name()), paths, password))));
            return pairs;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private ServedPair pair(Optional<HostName> host, KeyPaths paths, char[] password) {
        var certificate = loaded.resolve(paths.certificate());
        var key = loaded.resolve(paths.key());
        try {
            var found = KeyFiles.inspect(certificate, key, password, clock);
            var remarks = new ArrayList<>(found.material().remarks());
            host.flatMap(name -> notFor(name, certificate, found.material())).ifPresent(remarks::add);
            return new ServedPair(host, certificate, key, Optional.of(found.material()),
                    found.problem().map(KeyMaterialException::getMessage), remarks);
        } catch (KeyMaterialException e) {
            return new ServedPair(host, certificate, key, Optional.empty(), Optional.of(e.getMessage()), List.of());
        }
    }

    /** A client that asks for a host refuses a certificate that does not name it (RFC 6125 §6). */
    private static Optional<String> notFor(HostName host, Path certificate, KeyMaterial material) {
        var names = material.hostNames();
        return names.stream().anyMatch(name -> name.covers(host) || name.equals(host)) ? Optional.empty()
                : Optional.of(certificate + ": is for " + names + " and not for " + host
                        + "; name the certificate of that host, or another host in tls.hosts");
    }

    private static ServerKeys keys(List<ServedPair> pairs) {
        var hosts = pairs.stream().flatMap(pair -> pair.host().stream()).distinct()
                .map(name -> new ServerKeys.Host(name, of(pairs, Optional.of(name)))).toList();
        return new ServerKeys(of(pairs, Optional.empty()), hosts);
    }

    private static List<KeyMaterial> of(List<ServedPair> pairs, Optional<HostName> host) {
        return pairs.stream().filter(pair -> pair.host().equals(host)).flatMap(pair -> pair.material().stream())
                .toList();
    }

    private ClientTrust trust(List<String> problems) {
        var authorities =
                tls().clientCa().filter(Predicate.not(_ -> tls().clientCertificate() == ClientCertificate.OFF));
        if (authorities.isEmpty()) {
            return new ClientTrust.Off();
        }
        try {
            var lists = tls().clientCrl().isEmpty() ? Revocation.NONE.lists()
                    : TrustFiles.revocationLists(loaded.resolve(tls().clientCrl().get()));
            var verifier = new ClientPaths(TrustFiles.authorities(loaded.resolve(authorities.get())),
                    new Revocation(lists, ocsp()), clock);
            return tls().clientCertificate() == ClientCertificate.REQUIRED ? new ClientTrust.Required(verifier)
                    : new ClientTrust.Wanted(verifier);
        } catch (KeyMaterialException e) {
            problems.add(e.getMessage());
            return new ClientTrust.Off();
        }
    }

    private Revocation.Ocsp ocsp() {
        return switch (tls().clientOcsp()) {
            case OFF -> Revocation.Ocsp.OFF;
            case SOFT -> Revocation.Ocsp.SOFT;
            case HARD -> Revocation.Ocsp.HARD;
        };
    }
}
