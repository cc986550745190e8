package dev.ftpsd.server;

import java.io.IOException;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.hook.Hooks;

/** Opens the spool of events in the state directory. */
final class UploadHooks {

    private UploadHooks() {}

    /** @throws StartFailure if it cannot be read */
    static Hooks open(Installation installation, Supplier<Settings> settings, EventLog events) throws StartFailure {
        var directory = installation.state(settings.get().server()).resolve("events");
        try {
            return new Hooks(directory, () -> settings.get().events(), events);
        } catch (IOException e) {
            throw new StartFailure("server.state-dir: the spool " + directory + " cannot be read: " + e, e);
        }
    }
}
