package dev.ftpsd.server.config;

import java.util.List;

/**
 * Everything that {@code ftpsd.yaml} says, checked; immutable, so that a reload is the swap of one reference and any
 * thread may read it.
 *
 * <p>The records below carry the keys' names in camel case: {@code limits.idle-timeout} is {@code
 * limits().idleTimeout()}.
 *
 * @param server the process: its names, folders and end
 * @param listeners where clients connect; at least one, names and ports distinct
 * @param tls certificates, versions and engine
 * @param data data connections
 * @param limits how much of everything
 * @param security what happens to strangers
 * @param protocol choices within the FTP standards
 * @param storage how files are written
 * @param events who is told of uploads, and of other things that happen
 * @param messages texts of the administrator's own
 * @param admin the HTTP port for probes and metrics
 * @param users where users come from
 * @param reload whether edited files take effect by themselves
 */
public record Settings(ServerSettings server, List<ListenerSettings> listeners, TlsConfig tls, DataSettings data,
        LimitSettings limits, SecuritySettings security, ProtocolSettings protocol, StorageSettings storage,
        EventSettings events, MessageSettings messages, AdminSettings admin, UserSourceSettings users,
        ReloadSettings reload) {

    /** What an empty file means, and what the shipped file says line by line. */
    public static final Settings DEFAULTS = new Settings(ServerSettings.DEFAULTS, ListenerSettings.DEFAULTS,
            TlsConfig.DEFAULTS, DataSettings.DEFAULTS, LimitSettings.DEFAULTS, SecuritySettings.DEFAULTS,
            ProtocolSettings.DEFAULTS, StorageSettings.DEFAULTS, EventSettings.DEFAULTS, MessageSettings.DEFAULTS,
            AdminSettings.DEFAULTS,
            UserSourceSettings.DEFAULTS, ReloadSettings.DEFAULTS);

    public Settings {
        listeners = List.copyOf(listeners);
        Checks.that(!listeners.isEmpty(), "listeners must not be empty");
    }

    /** The same, in the folders of {@code started}. */
    Settings inFoldersOf(Settings started) {
        return new Settings(server.inFoldersOf(started.server), listeners, tls, data, limits, security, protocol,
                storage,
                events, messages, admin, users, reload);
    }

    /** The same with the texts of the messages folder. */
    Settings with(MessageTexts texts) {
        return new Settings(server, listeners, tls, data, limits, security, protocol, storage, events,
                messages.with(texts),
                admin, users, reload);
    }
}
