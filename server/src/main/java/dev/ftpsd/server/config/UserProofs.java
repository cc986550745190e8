package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.CodeSecret;
import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.Proofs;
import dev.ftpsd.server.config.UsersFile.Entry;
import dev.ftpsd.server.config.yaml.FileFailure;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Utf8;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a user must show at login, with the mistakes and dangers of it. Reads the files of the secrets. */
final class UserProofs {

    private static final String CODES = "totp-secret-file";
    private static final String CERTIFICATES = "certificates";
    private static final int LONGEST_FILE = 4096;

    private UserProofs() {}

    /** @param folder of the configuration, where the files of secrets are */
    static Proofs of(Entry user, Profile profile, Path folder) {
        var methods = profile.login().orElseThrow();
        var shown = user.shown();
        shown.password().ifPresent(hash -> advise(user, hash));
        if (shown.password().isEmpty() && !methods.contains(LoginMethod.CERTIFICATE)) {
            user.section().warning("password", "there is none, so that nobody can log in as this user");
        }
        adviseOnCertificates(user, methods);
        if (!methods.contains(LoginMethod.PASSWORD_AND_CODE)) {
            if (shown.codes().isPresent()) {
                user.section().warning(CODES, "no code is asked for, since login does not say password+totp");
            }
            return new Proofs(methods, shown.password().orElse(null), null, shown.certificates());
        }
        if (methods.contains(LoginMethod.PASSWORD)) {
            user.section().error("login", "where password is enough, the code of password+totp is never asked for: "
                    + "leave one of them out");
            return Proofs.NONE;
        }
        return secret(user, folder)
                .map(codes -> new Proofs(methods, shown.password().orElse(null), codes, shown.certificates()))
                .orElse(Proofs.NONE);
    }

    private static void adviseOnCertificates(Entry user, Set<LoginMethod> methods) {
        var asked = methods.contains(LoginMethod.CERTIFICATE) || methods.contains(LoginMethod.PASSWORD_AND_CERTIFICATE);
        if (asked && user.shown().certificates().isEmpty()) {
            user.section().warning(CERTIFICATES, "there are none, so that no certificate is this user's");
        }
        if (!asked && !user.shown().certificates().isEmpty()) {
            user.section().warning(CERTIFICATES, "nobody looks at them, since login says neither certificate nor"
                    + " password+certificate");
        }
        if (methods.contains(LoginMethod.PASSWORD_AND_CERTIFICATE)
                && (methods.contains(LoginMethod.PASSWORD) || methods.contains(LoginMethod.PASSWORD_AND_CODE))) {
            user.section().error("login", "where another password login is enough, the certificate of"
                    + " password+certificate is never asked for: leave one of them out");
        }
    }

    private static void advise(Entry user, PasswordHash hash) {
        if (hash.weak()) {
            user.section().warning("password", "the hash of " + Quoted.of(user.name()) + " (" + hash.cost()
                    + ") is weaker than is advised today: make a new one with `ftpsd user passwd`");
        }
    }

    private static Optional<CodeSecret> secret(Entry user, Path folder) {
        if (user.shown().codes().isEmpty()) {
            user.section().error(CODES, "missing: login by password+totp needs it; make one with `ftpsd totp`");
            return Optional.empty();
        }
        var file = folder.resolve(user.shown().codes().get());
        try (var in = Files.newInputStream(file)) {
            // The lines behind it, as the address that `ftpsd totp` prints, are for the app.
            var text = Utf8.withoutMark(new String(in.readNBytes(LONGEST_FILE), UTF_8));
            var first = text.strip().lines().findFirst().orElse("");
            return Optional.of(CodeSecret.parse(first));
        } catch (IOException e) {
            user.section().error(CODES, "the file " + file + " cannot be read: " + FileFailure.sentence(e));
        } catch (IllegalArgumentException e) {
            user.section().error(CODES, e.getMessage() + "; make one with `ftpsd totp`");
        }
        return Optional.empty();
    }
}
