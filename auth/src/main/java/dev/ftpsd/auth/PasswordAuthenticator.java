package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets users in by the password hashes of the directory, and by one-time codes where they have them.
 *
 * <p>What the client can observe is the same whether a name exists, has a password, is disabled, expired or comes from
 * a denied address (RFC 2577 §7), and whether the password or the code was wrong: USER asks for a password; PASS
 * computes exactly one hash and the codes of three steps, and only then looks at anything else. The {@link
 * Verdict.Reason} is for the event log. Anonymous alone is let in at once: everybody knows whether it is there.
 *
 * <p>Called from any thread that may wait, in practice the virtual thread that runs the command. It delays nobody
 * beyond the computing; {@link LoginThrottle} does.
 */
public final class PasswordAuthenticator implements Authenticator {

    /** What FileZilla knows its dialogue for one-time codes by. */
    private static final String CHALLENGE = "Give me your one-time code and your password, please. [alg:totp]";

    private final Supplier<UserDirectory> users;
    private final HashQueue queue;
    private final InstantSource clock;
    private final Decoys decoys;
    private final Codes codes;

    /**
     * An authenticator over whatever directory is in force.
     *
     * @param users the directory of this moment; asked anew at each step, so that a reload takes effect
     * @param clock the time that ends an account and that one-time codes go by
     */
    public PasswordAuthenticator(Supplier<UserDirectory> users, HashQueue queue, InstantSource clock) {
        this.users = users;
        this.queue = queue;
        this.clock = clock;
        var random = new SecureRandom();
        this.decoys = new Decoys(random);
        this.codes = new Codes(random);
    }

    /** A client with a dialogue for codes is challenged; names that do not exist are, as often as those that do. */
    @Override
    public Verdict named(Credentials.Named credentials) {
        return credentials.codeDialogue() && isChallenged(users.get(), credentials.user())
                ? new Verdict.ChallengeNeeded(CHALLENGE)
                : new Verdict.PasswordNeeded();
    }

    private boolean isChallenged(UserDirectory directory, String name) {
        var seeming = decoys.seemsToWantCode(name, directory.users());
        return directory.find(name).map(user -> user.proofs().wantsCode()).orElse(seeming);
    }

    @Override
    public Verdict withPassword(Credentials.WithPassword credentials) {
        var directory = users.get();
        var user = directory.find(credentials.user());
        if (user.isPresent() && user.get().account().anonymous()) {
            return admit(user.get(), credentials);
        }

        var password = credentials.password();
        // Not hashed, against floods of megabytes and against accounts whose hash is that of nothing. The quick answer
        // depends on what the client sent alone, not on the name, so it tells nothing.
        if (password.length() == 0 || password.length() > PasswordHash.LONGEST_PASSWORD) {
            return rejected(whyNot(user));
        }
        var challenged = credentials.codeDialogue() && isChallenged(directory, credentials.user());
        try (var given = GivenPassword.of(password, wantsCode(user), challenged)) {
            return compare(credentials, given, directory);
        }
    }

    private Verdict compare(Credentials.WithPassword credentials, GivenPassword given, UserDirectory directory) {
        var user = directory.find(credentials.user());
        // Chosen for every name, so that the choosing takes no time that tells.
        var decoy = decoys.forName(credentials.user(), directory.hashes());
        var hash = user.isPresent() ? user.get().password() : null;
        var secret = wantsCode(user) ? user.get().proofs().codes() : null;
        var step = codes.stepOf(secret, given.code(), clock.instant());
        return switch (queue.compare(hash == null ? decoy : hash, given.password())) {
            case NO_PLACE -> rejected(Verdict.Reason.OVERLOADED);
            case DIFFERENT -> rejected(whyNot(user));
            case EQUAL -> {
                if (user.isEmpty() || hash == null) {
                    yield rejected(whyNot(user));
                }
                // Only here, so that nobody without the password can use up somebody's code.
                var codeIsRight = secret == null
                        || (step.isPresent() && codes.use(credentials.user(), step.getAsLong()));
                yield codeIsRight ? admit(credentials, user.get().proofs()) : rejected(Verdict.Reason.WRONG_CODE);
            }
        };
    }

    /**
     * The password was right; the user may have been changed by a reload while it was compared, so it is looked up
     * again.
     */
    private Verdict admit(Credentials.WithPassword credentials, Proofs compared) {
        var user = users.get().find(credentials.user());
        return user.isPresent() && compared.equals(user.get().proofs())
                ? admit(user.get(), credentials)
                : rejected(whyNot(user));
    }

    private Verdict admit(UserRecord user, Credentials credentials) {
        var bar = user.admission().bar(clock.instant(), credentials.from());
        return bar.isPresent() ? rejected(bar.get()) : new Verdict.Accepted(user.account());
    }

    private static boolean wantsCode(Optional<UserRecord> user) {
        return user.map(record -> record.proofs().wantsCode()).orElse(false);
    }

    private static Verdict.Reason whyNot(Optional<UserRecord> user) {
        if (user.isEmpty()) {
            return Verdict.Reason.UNKNOWN_USER;
        }
        return user.get().password() == null ? Verdict.Reason.NO_PASSWORD_LOGIN : Verdict.Reason.WRONG_PASSWORD;
    }

    private static Verdict rejected(Verdict.Reason reason) {
        return new Verdict.Rejected(reason);
    }
}
