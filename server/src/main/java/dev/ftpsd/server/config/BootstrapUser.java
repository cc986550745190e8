package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.Argon2idHasher;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.Pbkdf2Hasher;
import dev.ftpsd.auth.Proofs;
import dev.ftpsd.auth.RandomPassword;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Problem;

/**
 * The user of the first start: there while no other is configured, or when FTPSD_USER is set. A user of the files
 * with the same name takes its place. There is no default password: it comes from FTPSD_PASSWORD, or a random one is
 * made once.
 *
 * @param user may do everything in its home, over TLS alone
 * @param newPassword to be shown to the administrator, this once: only its hash is kept
 */
public record BootstrapUser(UserRecord user, Optional<Secret> newPassword) {

    /** In the state folder, mode 0600; deleting it makes a new password at the next start or reload. */
    static final String HASH_FILE = "bootstrap-password.hash";

    /** Everything in its home, as this file's comment says. */
    private static final RightsTable ALL = new RightsTable(
            List.of(new RightsTable.Rule("/", Right.Preset.FULL.rights(), SettingsReader.MACHINE_FILE)));

    private static final String VARIABLE = "FTPSD_USER";

    /**
     * The bootstrap user, if there is to be one. Computes a password hash where the password is new or given in clear.
     *
     * @param stateDir where a random password's hash is kept; made if missing
     * @throws ConfigProblems if the password that was given cannot be one, or the hash that was kept is none
     * @throws IOException if the hash cannot be read or kept
     */
    public static Optional<BootstrapUser> of(Loaded loaded, Map<String, String> environment, Path stateDir,
            SecureRandom random) throws ConfigProblems, IOException {
        if (!isWanted(loaded, environment)) {
            return Optional.empty();
        }

        var given = loaded.settings().users().bootstrap().password();
        if (given.isPresent()) {
            var hash = hashOfGiven(new Pbkdf2Hasher(random), given.get());
            return Optional.of(new BootstrapUser(user(loaded, Proofs.of(hash)), Optional.empty()));
        }
        var file = stateDir.resolve(HASH_FILE);
        if (Files.exists(file)) {
            return Optional.of(new BootstrapUser(user(loaded, Proofs.of(kept(file))), Optional.empty()));
        }
        var password = RandomPassword.generate(random);
        var hash = new Argon2idHasher(random).hash(password);
        WholeText.replace(file, hash.encoded() + "\n");
        return Optional.of(new BootstrapUser(user(loaded, Proofs.of(hash)), Optional.of(password)));
    }

    /** The bootstrap user as the files tell of it, if there is to be one: without a password, and nothing is made. */
    public static Optional<UserRecord> told(Loaded loaded, Map<String, String> environment) {
        return isWanted(loaded, environment) ? Optional.of(user(loaded, Proofs.NONE)) : Optional.empty();
    }

    private static boolean isWanted(Loaded loaded, Map<String, String> environment) {
        var wanted = loaded.users().users().isEmpty() || !environment.getOrDefault(VARIABLE, "").isEmpty();
        return wanted && !isConfigured(loaded, loaded.settings().users().bootstrap().name());
    }

    /** Whether the files have a user of that name; anonymous is none. */
    private static boolean isConfigured(Loaded loaded, String name) {
        return loaded.users().find(name).filter(user -> !user.account().anonymous()).isPresent();
    }

    private static UserRecord user(Loaded loaded, Proofs proofs) {
        var bootstrap = loaded.settings().users().bootstrap();
        var account = new Account(bootstrap.name(), bootstrap.home(), Account.Making.HOME, ALL,
                Account.Transport.STRICT,
                false, Optional.empty(), List.of(), UserLimits.NONE, List.of(), false);
        return new UserRecord(account, proofs, Admission.OPEN, SettingsReader.MACHINE_FILE);
    }

    private static PasswordHash hashOfGiven(Pbkdf2Hasher hasher, Secret password) throws ConfigProblems {
        try {
            return hasher.hash(password);
        } catch (IllegalArgumentException e) {
            throw problem("users.bootstrap.password", e.getMessage() + "");
        }
    }

    private static PasswordHash kept(Path file) throws ConfigProblems, IOException {
        try {
            return PasswordHash.parse(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw problem("users.bootstrap.password", "the hash kept in " + HASH_FILE
                    + " in the state folder is damaged: delete that file, and a new password is made");
        }
    }

    private static ConfigProblems problem(String key, String message) {
        return new ConfigProblems(List.of(new Problem(Origin.of(SettingsReader.MACHINE_FILE), key, message)));
    }
}
