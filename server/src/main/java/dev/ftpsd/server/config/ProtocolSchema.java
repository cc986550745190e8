package dev.ftpsd.server.config;

import java.util.List;

import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.ProtocolSettings.DefaultType;
import dev.ftpsd.server.config.ProtocolSettings.Hash;
import dev.ftpsd.server.config.ProtocolSettings.SiteCommand;
import dev.ftpsd.server.config.yaml.Section;

/** The keys of {@code protocol}. */
final class ProtocolSchema {

    private static final String DENIED = "commands-denied";

    private ProtocolSchema() {}

    /** @param listeners which say whether logins need AUTH */
    static ProtocolSettings read(Section in, List<ListenerSettings> listeners) {
        var defaults = ProtocolSettings.DEFAULTS;
        return new ProtocolSettings(
                in.get("default-type", Types.words(DefaultType.values()), defaults.defaultType()),
                in.get("list-time-zone", Types.ZONE, defaults.listTimeZone()),
                in.list("hash", Types.words(Hash.values()), defaults.hash()),
                in.get("hash-limit", Types.SIZE, defaults.hashLimit()),
                in.list("site", Types.words(SiteCommand.values()), defaults.site()),
                in.get("ccc", Types.BOOLEAN, defaults.ccc()),
                in.get("mode-z", Types.BOOLEAN, defaults.modeZ()),
                in.get("legacy-charset", LegacyCharset.TYPE, defaults.legacyCharset()),
                denied(in, listeners));
    }

    private static List<String> denied(Section in, List<ListenerSettings> listeners) {
        var denied = in.list(DENIED, Verbs.TYPE, ProtocolSettings.DEFAULTS.commandsDenied());
        if (denied.contains("USER")) {
            in.error(DENIED, "without USER nobody can log in: take it out");
        }
        if (denied.contains("PASS")) {
            in.warning(DENIED, "without PASS only users with login: [certificate] can log in");
        }
        var needing = listeners.stream().filter(listener -> listener.tls() == TlsMode.REQUIRED)
                .map(ListenerSettings::name).toList();
        if (denied.contains("AUTH") && !needing.isEmpty()) {
            in.warning(DENIED, "without AUTH nobody can log in at the listeners with tls: required ("
                    + String.join(", ", needing) + ")");
        }
        return denied;
    }
}
