package dev.ftpsd.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.BootstrapUser;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The user who is there while no other is configured, at the start and at each reload. A password that was made is told once,
 * whatever comes of the start or the reload that made it: its hash is kept. Any thread.
 */
final class FirstUser implements Reload.Users {

    private static final Logger LOG = LogManager.getLogger(FirstUser.class);

    private final Installation installation;
    private final Map<String, String> environment;
    private final Consumer<String> shown;
    private final AtomicReference<Optional<BootstrapUser>> untold = new AtomicReference<>(Optional.empty());

    /** @param shown takes the line with the password, which must not stand in a log */
    FirstUser(Installation installation, Map<String, String> environment, Consumer<String> shown) {
        this.installation = installation;
        this.environment = Map.copyOf(environment);
        this.shown = shown;
    }

    /**
     * That user, if there is to be one; a new password is told by {@link #tell}.
     *
     * @throws ConfigProblems if the password that was given cannot be one, or the hash that was kept is none
     * @throws IOException if the hash cannot be read or kept
     */
    Optional<BootstrapUser> find(Loaded loaded) throws ConfigProblems, IOException {
        var found = BootstrapUser.of(loaded, environment, installation.state(loaded.settings().server()),
                new SecureRandom());
        if (found.flatMap(BootstrapUser::newPassword).isPresent()) {
            untold.set(found);
        }
        return found;
    }

    /** Shows a password that was made and not yet shown. */
    void tell() {
        untold.getAndSet(Optional.empty()).ifPresent(user -> user.newPassword().ifPresent(password -> shown.accept(
                "The password of user " + user.user().name() + " is  " + new String(password.toCharArray())
                        + "  - shown this once; set FTPSD_PASSWORD to choose another.")));
    }

    /** The configured users, and this one if there is to be one. */
    static UserDirectory with(Loaded loaded, Optional<BootstrapUser> first) {
        return first.map(user -> loaded.users().with(user.user())).orElse(loaded.users());
    }

    @Override
    public UserDirectory of(Loaded loaded) throws ConfigProblems, IOException {
        var found = find(loaded);
        found.flatMap(BootstrapUser::newPassword).ifPresent(_ -> LOG.warn(
                "users: none is configured, so the first user may log in (users.bootstrap); its password is on the"
                        + " standard output"));
        tell();
        return with(loaded, found);
    }
}
