package dev.ftpsd.server.config.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.HostName;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsSettings;

/**
 * What each host is served with when files have changed: its new pairs if all of them serve, and else those that it has. A new host
 * without a pair that serves is left out, so that its clients see the standard certificate.
 *
 * @param problems what does not serve, one line each
 */
record HostByHost(List<ServedPair> served, List<String> problems) {

    HostByHost {
        served = List.copyOf(served);
        problems = List.copyOf(problems);
    }

    static HostByHost of(List<ServedPair> pairs, List<ServedPair> inForce, TlsSettings settings) {
        var served = new ArrayList<ServedPair>();
        var problems = new ArrayList<String>();
        for (var host : pairs.stream().map(ServedPair::host).distinct().toList()) {
            var own = those(pairs, host);
            var wrong = problems(host, own, settings);
            served.addAll(wrong.isEmpty() ? own : those(inForce, host));
            problems.addAll(wrong);
        }
        return new HostByHost(served, problems);
    }

    private static List<ServedPair> those(List<ServedPair> pairs, Optional<HostName> host) {
        return pairs.stream().filter(pair -> pair.host().equals(host)).toList();
    }

    private static List<String> problems(Optional<HostName> host, List<ServedPair> own, TlsSettings settings) {
        var wrong = own.stream().flatMap(pair -> pair.problem().stream()).toList();
        return wrong.isEmpty() ? together(host, own, settings) : wrong;
    }

    /** Two kinds of keys may stand side by side, two of one kind not; and the suites must be for them. */
    private static List<String> together(Optional<HostName> host, List<ServedPair> own, TlsSettings settings) {
        var keys = own.stream().map(pair -> pair.material().orElseThrow()).toList();
        try {
            var _ = host.isEmpty() ? new ServerKeys(keys, List.of())
                    : new ServerKeys(keys, List.of(new ServerKeys.Host(host.get(), keys)));
            return CipherPolicy.unserved(settings, keys)
                    .map(problem -> own.getFirst().certificate() + ": " + problem).stream().toList();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage() + "");
        }
    }
}
