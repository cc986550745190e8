package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.config.TlsConfig.ClientCertificate;
import dev.ftpsd.server.config.TlsConfig.Engine;
import dev.ftpsd.server.config.TlsConfig.HostKey;
import dev.ftpsd.server.config.TlsConfig.MinVersion;
import dev.ftpsd.server.config.TlsConfig.Ocsp;
import dev.ftpsd.server.config.yaml.Section;

/** The keys of {@code tls}. Whether certificates and suites exist is for those who load them. */
final class TlsSchema {

    private TlsSchema() {}

    static TlsConfig read(Section in) {
        var defaults = TlsConfig.DEFAULTS;
        var certificate = in.get("certificate", Types.PATH_OR_NONE, defaults.certificate());
        var key = in.get("key", Types.PATH_OR_NONE, defaults.key());
        if (key.isPresent() && certificate.isEmpty()) {
            in.error("key", "is set but certificate is not: name the certificate that it belongs to");
            key = Optional.empty();
        }
        var clients = in.get("client-certificate", Types.words(ClientCertificate.values()),
                defaults.clientCertificate());
        var authority = in.get("client-ca", Types.PATH_OR_NONE, defaults.clientCa());
        if (clients != ClientCertificate.OFF && authority.isEmpty()) {
            in.error("client-certificate",
                    "needs client-ca: the file of the authorities that sign client certificates");
            clients = ClientCertificate.OFF;
        }
        return new TlsConfig(certificate, key,
                in.get("key-password", Types.SECRET_OR_NONE, defaults.keyPassword()),
                hosts(in),
                in.get("engine", Types.words(Engine.values()), defaults.engine()),
                in.get("min-version", Types.words(MinVersion.values()), defaults.minVersion()),
                in.list("ciphers", Types.TEXT, defaults.ciphers()),
                clients, authority,
                in.get("client-crl", Types.PATH_OR_NONE, defaults.clientCrl()),
                in.get("client-ocsp", Types.words(Ocsp.values()), defaults.clientOcsp()),
                in.get("handshake-timeout", Types.DURATION, defaults.handshakeTimeout()),
                in.get("session-lifetime", Types.DURATION, defaults.sessionLifetime()),
                in.list("expiry-warning", Types.DURATION, defaults.expiryWarning()));
    }

    private static List<HostKey> hosts(Section in) {
        return in.sections("hosts", host -> new HostKey(
                host.require("name", Types.TEXT).orElse(""),
                host.require("certificate", Types.PATH).orElse(Path.of("")),
                host.get("key", Types.PATH_OR_NONE, Optional.empty())), List.of());
    }
}
