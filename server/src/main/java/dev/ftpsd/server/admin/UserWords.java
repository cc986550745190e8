package dev.ftpsd.server.admin;

import java.time.Instant;
import java.util.List;

import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.auth.UserRecord;

/** What users.yaml says of a user's login, in its words. */
final class UserWords {

    private UserWords() {}

    /** {@code enabled}, {@code disabled} or {@code expired}; hours and addresses do not count. */
    static String state(UserRecord user, Instant now) {
        var admission = user.admission();
        if (!admission.enabled()) {
            return "disabled";
        }
        var end = admission.validUntil();
        return end == null || now.isBefore(end) ? "enabled" : "expired";
    }

    /** What logs the user in, and whether it cannot, since there is no password. */
    static String login(UserRecord user) {
        if (user.account().anonymous()) {
            return "any password";
        }
        var methods = methods(user);
        var lacksPassword =
                user.proofs().password() == null && !methods.equals(List.of(LoginMethod.CERTIFICATE.word()));
        return String.join(", ", methods) + (lacksPassword ? " (none set)" : "");
    }

    /** The words of {@code login:}, always in the same order; none for anonymous. */
    static List<String> methods(UserRecord user) {
        return user.proofs().accepted().stream().sorted().map(LoginMethod::word).toList();
    }
}
