package dev.ftpsd.server;

import java.util.ArrayList;
import java.util.Optional;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.BootstrapUser;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.Settings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What the log says at start: where the server listens, who can log in, what to try, and what is less safe than it could be. */
final class Greeter {

    private static final Logger LOG = LogManager.getLogger(Greeter.class);

    private Greeter() {}

    /** One WARN for each setting that an administrator should not forget. */
    static void warn(Settings settings, UserDirectory users) {
        if ("root".equals(System.getProperty("user.name"))) {
            LOG.warn("running as root: nothing here needs it; use a user of its own");
        }
        if (!users.admitsClearLogin(settings.data().admitsClear())) {
            settings.listeners().stream().filter(listener -> listener.tls() == TlsMode.OFF)
                    .forEach(listener -> LOG.warn(
                            "listener {}: nobody can log in there: its tls is off, and no user has"
                                    + " tls: { required: false, protection: any } (users.yaml)",
                            listener.name()));
        }
    }

    /**
     * The one line that a newcomer needs.
     *
     * @param password shows the first user's, if it is new
     */
    static void ready(Ftpsd server, Settings settings, Optional<BootstrapUser> bootstrap, Runnable password) {
        var places = new ArrayList<String>();
        for (int i = 0; i < settings.listeners().size(); i++) {
            places.add(server.controlAddresses().get(i).getPort() + " (" + words(settings.listeners().get(i)) + ")");
        }
        LOG.info("ready ({}): control ports {}, data ports {}", server.transportName(), String.join(", ", places),
                server.dataPorts());
        password.run();
        bootstrap.ifPresent(user -> sayHowToTry(server, settings, user));
    }

    private static void sayHowToTry(Ftpsd server, Settings settings, BootstrapUser bootstrap) {
        var name = bootstrap.user().name();
        var implicit = settings.listeners().getFirst().tls() == TlsMode.IMPLICIT;
        var credentials = settings.users().bootstrap().password().isPresent() ? name + ":$FTPSD_PASSWORD" : name;
        LOG.info("user {} on port {}; try: curl {} -k --user {} {}://localhost:{}/", name,
                server.controlAddresses().getFirst().getPort(), implicit ? "" : "--ssl-reqd", credentials,
                implicit ? "ftps" : "ftp", server.controlAddresses().getFirst().getPort());
    }

    private static String words(ListenerSettings listener) {
        return switch (listener.tls()) {
            case REQUIRED -> "explicit TLS";
            case OPTIONAL -> "explicit TLS, optional";
            case IMPLICIT -> "implicit TLS";
            case OFF -> "no TLS";
        };
    }
}
