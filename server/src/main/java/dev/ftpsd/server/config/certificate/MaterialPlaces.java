package dev.ftpsd.server.config.certificate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.TlsConfig.KeyPaths;
import dev.ftpsd.server.config.yaml.Effective;

/** Which key of {@code tls} is to blame for what is wrong with its files: their messages begin with the file's path. */
public final class MaterialPlaces {

    private static final String STANDARD = "tls.certificate";

    private final Loaded loaded;
    private final Map<Path, String> keys = new LinkedHashMap<>();

    /** The places of a configuration. */
    public MaterialPlaces(Loaded loaded) {
        this.loaded = loaded;
        var tls = loaded.settings().tls();
        note("tls.", tls.keys());
        for (var index = 0; index < tls.hosts().size(); index++) {
            note("tls.hosts[" + index + "].", tls.hosts().get(index).keys());
        }
        tls.clientCa().ifPresent(file -> keys.putIfAbsent(loaded.resolve(file), "tls.client-ca"));
        tls.clientCrl().ifPresent(file -> keys.putIfAbsent(loaded.resolve(file), "tls.client-crl"));
    }

    private void note(String parent, List<KeyPaths> pairs) {
        pairs.forEach(pair -> keys.putIfAbsent(loaded.resolve(pair.certificate()), parent + "certificate"));
        pairs.forEach(pair -> keys.putIfAbsent(loaded.resolve(pair.key()), parent + "key"));
    }

    /** What keeps a server from serving with these files: {@code ftpsd.yaml:14 tls.key: /etc/x.key: does not exist; …}. */
    public List<String> problems(Certificates certificates) {
        var pairs = certificates.inspect();
        var problems = new ArrayList<String>();
        pairs.forEach(pair -> pair.problem().ifPresent(problems::add));
        problems.addAll(certificates.commonProblems(pairs));
        return problems.stream().map(this::placed).toList();
    }

    private String placed(String problem) {
        var key = keys.entrySet().stream().filter(file -> problem.startsWith(file.getKey() + ": ")).findFirst()
                .map(Map.Entry::getValue).orElse(STANDARD);
        var origin = loaded.effective().stream().filter(one -> one.key().equals(key) && !one.isDefault())
                .findFirst()
                .map(Effective::origin).map(place -> place + " ").orElse("");
        return origin + key + ": " + problem;
    }
}
