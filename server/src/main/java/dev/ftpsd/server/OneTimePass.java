package dev.ftpsd.server;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.CertificateAuthenticator;
import dev.ftpsd.auth.Credentials;
import dev.ftpsd.auth.HashQueue;
import dev.ftpsd.auth.PasswordAuthenticator;
import dev.ftpsd.auth.RandomPassword;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.Verdict;
import dev.ftpsd.server.command.AccountFiles;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code ftpsd doctor} in: a name and a password that the control socket gives to whoever may open it, good for two minutes
 * and sixteen logins, one at a time. Whoever comes in by it sees an empty folder that is on no disk, may list it, and must
 * resume the TLS session on data connections, so that a listing that succeeds proves all that clients need. All others are asked
 * and served as ever.
 */
final class OneTimePass implements Authenticator, AccountFiles {

    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final int LOGINS = 16;

    private final Authenticator users;
    private final AccountFiles homes;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Pass valid;

    private static final class Pass {

        private final String name;
        private final Secret password;
        private final long until;
        private int loginsLeft = LOGINS;

        Pass(String name, Secret password, long until) {
            this.name = name;
            this.password = password;
            this.until = until;
        }
    }

    /** What the control socket tells. */
    record Issued(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** One beside the passwords and certificates of {@code users}. */
    static OneTimePass beside(Supplier<UserDirectory> users, AccountFiles homes) {
        var clock = InstantSource.system();
        return new OneTimePass(new CertificateAuthenticator(users,
                new PasswordAuthenticator(users, new HashQueue(), clock), clock), homes, System::nanoTime);
    }

    /** @param nanoTime a clock that nobody sets */
    OneTimePass(Authenticator users, AccountFiles homes, LongSupplier nanoTime) {
        this.users = users;
        this.homes = homes;
        this.nanoTime = nanoTime;
    }

    /** A new one; that before it is void. */
    synchronized Issued issue() {
        var password = RandomPassword.generate(random);
        var name = "doctor-" + new String(RandomPassword.generate(random).toCharArray(), 0, 10);
        valid = new Pass(name, password, nanoTime.getAsLong() + LIFE.toNanos());
        return new Issued(name, new String(password.toCharArray()));
    }

    /** Whether somebody of that name came in by a pass, and is no user. */
    synchronized boolean isOwn(String user) {
        var pass = valid;
        return pass != null && pass.name.equals(user);
    }

    private synchronized Optional<Pass> passOf(String user) {
        var pass = valid;
        return pass != null && pass.name.equals(user) && pass.loginsLeft > 0 && pass.until - nanoTime.getAsLong() > 0
                ? Optional.of(pass) : Optional.empty();
    }

    @Override
    public Verdict named(Credentials.Named credentials) {
        return passOf(credentials.user()).<Verdict>map(_ -> new Verdict.PasswordNeeded())
                .orElseGet(() -> users.named(credentials));
    }

    @Override
    public Verdict withPassword(Credentials.WithPassword credentials) {
        var pass = passOf(credentials.user());
        return pass.isPresent() ? judged(pass.get(), credentials) : users.withPassword(credentials);
    }

    private synchronized Verdict judged(Pass pass, Credentials.WithPassword credentials) {
        pass.loginsLeft--;
        return MessageDigest.isEqual(pass.password.toUtf8(), credentials.password().toUtf8())
                ? new Verdict.Accepted(account(pass.name))
                : new Verdict.Rejected(Verdict.Reason.WRONG_PASSWORD);
    }

    private static Account account(String name) {
        var rights = new RightsTable(List.of(new RightsTable.Rule("/", Set.of(Right.LIST), "ftpsd doctor")));
        var transport = new Account.Transport(true, Optional.of(Account.Resumption.REQUIRED), false,
                Optional.of(false));
        return new Account(name, "", Account.Making.NO_HOME, rights, transport, false, Optional.empty(), List.of(),
                UserLimits.NONE,
                List.of(), false);
    }

    @Override
    public FileStore open(Account account) throws StorageException {
        return passOf(account.name()).isPresent() || isLast(account.name()) ? new MemoryFileStore()
                : homes.open(account);
    }

    /** Its last login has used it up. */
    private synchronized boolean isLast(String name) {
        return valid != null && valid.name.equals(name);
    }
}
