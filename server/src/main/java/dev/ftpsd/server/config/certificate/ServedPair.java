package dev.ftpsd.server.config.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.HostName;
import dev.ftpsd.tls.KeyMaterial;

/**
 * A certificate and key of the configuration, and what came of loading them.
 *
 * @param host whom they are for; empty for the standard ones
 * @param certificate the file, absolute
 * @param key its key's file, which may be the same
 * @param material what the files hold; empty where they cannot be read
 * @param problem why they do not serve: file, reason and remedy; empty where they do
 * @param remarks what works but should be known
 */
public record ServedPair(Optional<HostName> host, Path certificate, Path key, Optional<KeyMaterial> material,
        Optional<String> problem, List<String> remarks) {

    public ServedPair {
        remarks = List.copyOf(remarks);
    }

    /** The host as words: {@code (standard)} or its name. */
    public String hostWords() {
        return host.map(HostName::text).orElse("(standard)");
    }
}
