package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.config.TlsConfig.ClientCertificate;
import dev.ftpsd.server.config.TlsConfig.Engine;
import dev.ftpsd.server.config.TlsConfig.HostKeys;
import dev.ftpsd.server.config.TlsConfig.KeyPaths;
import dev.ftpsd.server.config.TlsConfig.MinVersion;
import dev.ftpsd.server.config.TlsConfig.Ocsp;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;
import dev.ftpsd.tls.CipherPolicy;

/** The keys of {@code tls}. Whether certificates exist is for those who load them. */
final class TlsSchema {

    /** The IANA name of a cipher suite, as text. */
    private static final Type<String> SUITE = new Type<>("text", text -> {
        CipherPolicy.unknown(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return text;
    });

    private TlsSchema() {}

    static TlsConfig read(Section in) {
        var defaults = TlsConfig.DEFAULTS;
        var keys = keys(in);
        var clients = in.get("client-certificate", Types.words(ClientCertificate.values()),
                defaults.clientCertificate());
        var authority = in.get("client-ca", Types.PATH_OR_NONE, defaults.clientCa());
        if (clients != ClientCertificate.OFF && authority.isEmpty()) {
            in.error("client-certificate",
                    "needs client-ca: the file of the authorities that sign client certificates");
            clients = ClientCertificate.OFF;
        }
        var config = new TlsConfig(keys,
                in.get("key-password", Types.SECRET_OR_NONE, defaults.keyPassword()),
                hosts(in),
                in.get("engine", Types.words(Engine.values()), defaults.engine()),
                in.get("min-version", Types.words(MinVersion.values()), defaults.minVersion()),
                in.list("ciphers", SUITE, defaults.ciphers()),
                clients, authority,
                in.get("client-crl", Types.PATH_OR_NONE, defaults.clientCrl()),
                in.get("client-ocsp", Types.words(Ocsp.values()), defaults.clientOcsp()),
                in.get("handshake-timeout", Types.DURATION, defaults.handshakeTimeout()),
                in.get("session-lifetime", Types.DURATION, defaults.sessionLifetime()),
                in.list("expiry-warning", Types.DURATION, defaults.expiryWarning()));
        CipherPolicy.problems(config.forEngines()).forEach(problem -> in.error("ciphers", problem));
        return config;
    }

    private static List<HostKeys> hosts(Section in) {
        return in.sections("hosts", TlsSchema::host, List.of()).stream().flatMap(Optional::stream).toList();
    }

    private static Optional<HostKeys> host(Section in) {
        var name = in.require("name", Types.HOST_NAME);
        var keys = keys(in);
        if (keys.isEmpty()) {
            in.error("certificate", "is missing: name the file with the certificate of this host");
        }
        return name.filter(_ -> !keys.isEmpty()).map(host -> new HostKeys(host, keys));
    }

    /** One certificate or several, each with its key or with none, which is then in the certificate's file. */
    private static List<KeyPaths> keys(Section in) {
        var certificates = in.list("certificate", Types.PATH_OR_NONE, List.of()).stream().flatMap(Optional::stream)
                .toList();
        var keys = in.list("key", Types.PATH_OR_NONE, List.of()).stream().flatMap(Optional::stream).toList();
        if (!keys.isEmpty() && certificates.isEmpty()) {
            in.error("key", "is set but certificate is not: name the certificate that it belongs to");
            return List.of();
        }
        if (!keys.isEmpty() && keys.size() != certificates.size()) {
            in.error("key", "names " + keys.size() + " and certificate " + certificates.size()
                    + ": name the key of each certificate, in the same order");
            return List.of();
        }
        var pairs = new ArrayList<KeyPaths>();
        for (var index = 0; index < certificates.size(); index++) {
            var certificate = certificates.get(index);
            pairs.add(new KeyPaths(certificate, keys.isEmpty() ? certificate : keys.get(index)));
        }
        return List.copyOf(pairs);
    }
}
