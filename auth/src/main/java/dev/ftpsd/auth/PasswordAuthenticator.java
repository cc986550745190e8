package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets users in by the password hashes of the directory.
 *
 * <p>What the client can observe is the same whether a name exists, has a password, is disabled, expired or comes from
 * a denied address (RFC 2577 §7): USER asks for a password; PASS computes exactly one hash, and only then looks at
 * anything else. The {@link Verdict.Reason} is for the event log.
 *
 * <p>Called from any thread that may wait, in practice the virtual thread that runs the command. It delays nobody
 * beyond the computing; {@link LoginThrottle} does.
 */
public final class PasswordAuthenticator implements Authenticator {

    private final Supplier<UserDirectory> users;
    private final HashQueue queue;
    private final InstantSource clock;
    private final Decoys decoys;

    /**
     * An authenticator over whatever directory is in force.
     *
     * @param users the directory of this moment; asked anew at each step, so that a reload takes effect
     * @param clock the time that ends an account
     */
    public PasswordAuthenticator(Supplier<UserDirectory> users, HashQueue queue, InstantSource clock) {
        this.users = users;
        this.queue = queue;
        this.clock = clock;
        this.decoys = new Decoys(new SecureRandom());
    }

    @Override
    public Verdict named(Credentials.Named credentials) {
        return new Verdict.PasswordNeeded();
    }

    @Override
    public Verdict withPassword(Credentials.WithPassword credentials) {
        var password = credentials.password();
        var directory = users.get();
        var user = directory.find(credentials.user());
        // Not hashed, against floods of megabytes and against accounts whose hash is that of nothing. The quick answer
        // depends on what the client sent alone, not on the name, so it tells nothing.
        if (password.length() == 0 || password.length() > PasswordHash.LONGEST_PASSWORD) {
            return rejected(whyNot(user));
        }

        // Chosen for every name, so that the choosing takes no time that tells.
        var decoy = decoys.forName(credentials.user(), directory.hashes());
        var hash = hashOf(user);
        return switch (queue.compare(hash == null ? decoy : hash, password)) {
            case NO_PLACE -> rejected(Verdict.Reason.OVERLOADED);
            case DIFFERENT -> rejected(whyNot(user));
            case EQUAL -> hash == null ? rejected(whyNot(user)) : admit(credentials, hash);
        };
    }

    /**
     * The password was right; the user may have been changed by a reload while it was compared, so it is looked up
     * again.
     */
    private Verdict admit(Credentials.WithPassword credentials, PasswordHash compared) {
        var user = users.get().find(credentials.user());
        if (user.isEmpty() || !compared.equals(user.get().password())) {
            return rejected(whyNot(user));
        }

        var bar = user.get().admission().bar(clock.instant(), credentials.from());
        return bar.isPresent() ? rejected(bar.get()) : new Verdict.Accepted(user.get().account());
    }

    private static @Nullable PasswordHash hashOf(Optional<UserRecord> user) {
        return user.isPresent() ? user.get().password() : null;
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
