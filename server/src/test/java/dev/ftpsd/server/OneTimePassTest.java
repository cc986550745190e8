package dev.ftpsd.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Authenticator;
import dev.ftpsd.auth.Credentials;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.Verdict;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The doctor's way in: short, for one at a time, and to nothing. */
final class OneTimePassTest {

    private static final Verdict.Rejected UNKNOWN = new Verdict.Rejected(Verdict.Reason.UNKNOWN_USER);

    private long now;
    private final OneTimePass pass = new OneTimePass(new Nobody(), account -> {
        throw new StorageException(StorageException.Kind.NOT_FOUND, "/", "a home of the disk");
    }, () -> now);

    private Verdict logIn(String name, String password) {
        return pass.withPassword(new Credentials.WithPassword(name, InetAddress.getLoopbackAddress(), List.of(),
                Secret.of(password)));
    }

    @Test
    void it_lets_in_to_an_empty_folder_that_may_be_listed_and_nothing_else() throws Exception {
        var issued = pass.issue();
        assertInstanceOf(Verdict.PasswordNeeded.class, pass.named(new Credentials.Named(issued.name(),
                InetAddress.getLoopbackAddress(), List.of())));
        var account = assertInstanceOf(Verdict.Accepted.class, logIn(issued.name(), issued.password())).account();

        try (var listing = pass.open(account).list(VirtualPath.of("/"))) {
            assertEquals(Optional.empty(), listing.next());
        }
        for (var right : Right.values()) {
            assertEquals(right == Right.LIST, account.rights().allows(right, "/x"), right.toString());
        }
        assertEquals(Optional.of(Account.Resumption.REQUIRED), account.transport().resumption());
    }

    @Test
    void another_password_or_name_does_not() {
        var issued = pass.issue();
        assertEquals(new Verdict.Rejected(Verdict.Reason.WRONG_PASSWORD), logIn(issued.name(), "guess"));
        assertEquals(UNKNOWN, logIn(issued.name() + "x", issued.password()));
        assertEquals(UNKNOWN, logIn("alice", issued.password()));
    }

    @Test
    void it_ends_after_two_minutes_sixteen_logins_or_with_the_next_one() {
        var old = pass.issue();
        now = Duration.ofSeconds(121).toNanos();
        assertEquals(UNKNOWN, logIn(old.name(), old.password()));

        var next = pass.issue();
        for (var login = 0; login < 16; login++) {
            assertInstanceOf(Verdict.Accepted.class, logIn(next.name(), next.password()));
        }
        assertEquals(UNKNOWN, logIn(next.name(), next.password()));

        var first = pass.issue();
        var second = pass.issue();
        assertNotEquals(first.name(), second.name());
        assertEquals(UNKNOWN, logIn(first.name(), first.password()));
        assertInstanceOf(Verdict.Accepted.class, logIn(second.name(), second.password()));
    }

    @Test
    void others_are_served_as_ever_and_the_password_is_in_no_text() {
        var issued = pass.issue();
        assertFalse(issued.toString().contains(issued.password()));
        var other = new Account("alice", "home", Account.Making.NO_HOME, RightsTable.FULL, Account.Transport.STRICT,
                false, Optional.empty(), List.of(),
                UserLimits.NONE, List.of(), false);
        assertThrows(StorageException.class, () -> pass.open(other));
    }

    private static final class Nobody implements Authenticator {

        @Override
        public Verdict named(Credentials.Named credentials) {
            return UNKNOWN;
        }

        @Override
        public Verdict withPassword(Credentials.WithPassword credentials) {
            return UNKNOWN;
        }
    }
}
