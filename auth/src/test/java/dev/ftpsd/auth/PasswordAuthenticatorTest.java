package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.auth.Verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

class PasswordAuthenticatorTest {

    private static final String RIGHT = "pässwörd€";
    private static final String BCRYPT_OF_RIGHT = "$2y$04$QYXTFCI8uyZlRgtenvtM5uEm4lXli3wZ5xDf5gWvQ0lX//m6kEhTa";
    private static final InetAddress HERE = InetAddress.ofLiteral("203.0.113.7");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.1");
    private static final Instant NOW = Instant.parse("2027-01-31T00:00:00Z");

    private final AtomicReference<UserDirectory> users = new AtomicReference<>(UserDirectory.EMPTY);
    /** The cost of each comparison that was made, in order. */
    private final List<String> costs = new ArrayList<>();
    private final PasswordAuthenticator authenticator = new PasswordAuthenticator(users::get,
            new HashQueue(1, 1, Duration.ofSeconds(1), this::compareAndCount), InstantSource.fixed(NOW));

    private boolean compareAndCount(PasswordHash hash, Secret password) {
        costs.add(hash.cost());
        return hash.matches(password);
    }

    private void users(Users... present) {
        var records = new ArrayList<UserRecord>();
        for (var user : present) {
            records.add(user.record());
        }
        users.set(UserDirectory.of(records));
    }

    private static Users acme() {
        return Users.named("acme").password(Users.CHEAP_HASH);
    }

    private Verdict login(String name, String password) {
        return login(name, password, HERE);
    }

    private Verdict login(String name, String password, InetAddress from) {
        return authenticator
                .withPassword(new Credentials.WithPassword(name, from, List.of(), Secret.of(password)));
    }

    private static Verdict rejected(Reason reason) {
        return new Verdict.Rejected(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "disabled", "keyless", "nobody", "../x", "*"})
    void user_asks_for_a_password_whatever_the_name(String name) {
        users(acme(), acme("disabled", new Admission(false, null, Hours.ALWAYS, AddressRules.ANYWHERE)),
                Users.named("keyless"));

        assertEquals(new Verdict.PasswordNeeded(), authenticator.named(new Credentials.Named(name, HERE, List.of())));
        assertEquals(List.of(), costs);
    }

    private static Users acme(String name, Admission admission) {
        return Users.named(name).password(Users.CHEAP_HASH).admission(admission);
    }

    @Test
    void the_right_password_gives_the_account() {
        users(acme());

        var accepted = assertInstanceOf(Verdict.Accepted.class, login("acme", RIGHT));

        assertEquals("acme", accepted.account().name());
    }

    @Test
    void an_unknown_name_a_missing_hash_and_a_wrong_password_compute_the_same() {
        users(acme(), Users.named("keyless"));

        assertEquals(rejected(Reason.WRONG_PASSWORD), login("acme", "wrong"));
        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", "wrong"));
        assertEquals(rejected(Reason.NO_PASSWORD_LOGIN), login("keyless", "wrong"));

        assertEquals(List.of("argon2id m=256,t=3,p=4", "argon2id m=256,t=3,p=4", "argon2id m=256,t=3,p=4"), costs);
    }

    @Test
    void the_password_of_the_hash_that_an_unknown_name_borrows_lets_nobody_in() {
        users(acme(), Users.named("keyless"));

        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", RIGHT));
        assertEquals(rejected(Reason.NO_PASSWORD_LOGIN), login("keyless", RIGHT));
    }

    @Test
    void unknown_names_cost_what_some_user_costs_and_the_same_each_time() {
        users(acme(), Users.named("old").password(BCRYPT_OF_RIGHT));
        for (var i = 0; i < 64; i++) {
            login("nobody" + i, "wrong");
        }
        var firstTime = List.copyOf(costs);
        costs.clear();
        for (var i = 0; i < 64; i++) {
            login("nobody" + i, "wrong");
        }

        assertEquals(List.of("argon2id m=256,t=3,p=4", "bcrypt cost=4"),
                firstTime.stream().distinct().sorted().toList());
        assertEquals(firstTime, costs);
    }

    @Test
    void where_nobody_has_a_hash_a_new_one_is_the_measure() {
        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", "wrong"));
        assertEquals(List.of("argon2id m=19456,t=2,p=1"), costs);
    }

    @Test
    void a_barred_user_is_told_from_others_only_after_the_right_password() {
        var onlyElsewhere = new AddressRules(List.of(AddressRules.Rule.allow("198.51.100.0/24")));
        users(acme("disabled", new Admission(false, null, Hours.ALWAYS, AddressRules.ANYWHERE)),
                acme("expired", new Admission(true, NOW, Hours.ALWAYS, AddressRules.ANYWHERE)),
                acme("elsewhere", new Admission(true, null, Hours.ALWAYS, onlyElsewhere)));

        assertEquals(rejected(Reason.WRONG_PASSWORD), login("disabled", "wrong"));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("expired", "wrong"));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("elsewhere", "wrong"));
        assertEquals(rejected(Reason.DISABLED), login("disabled", RIGHT));
        assertEquals(rejected(Reason.EXPIRED), login("expired", RIGHT));
        assertEquals(rejected(Reason.ADDRESS_DENIED), login("elsewhere", RIGHT));
        assertInstanceOf(Verdict.Accepted.class, login("elsewhere", RIGHT, ELSEWHERE));
        assertEquals(7, costs.size());
    }

    @Test
    void an_account_is_good_until_the_moment_it_ends() {
        users(acme("acme", new Admission(true, NOW.plusNanos(1), Hours.ALWAYS, AddressRules.ANYWHERE)));

        assertInstanceOf(Verdict.Accepted.class, login("acme", RIGHT));
    }

    @Test
    void an_empty_or_overlong_password_is_not_hashed_whatever_the_name() {
        users(Users.named("empty").password("$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkY8jIucDrjc8deX1s5."));

        assertEquals(rejected(Reason.WRONG_PASSWORD), login("empty", ""));
        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", ""));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("empty", "x".repeat(257)));
        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", "x".repeat(1 << 20)));
        assertEquals(List.of(), costs);
    }

    @Test
    void a_full_queue_rejects_even_the_right_password() {
        users(acme());
        var meanwhile = new ArrayList<Verdict>();
        var self = new AtomicReference<>(authenticator);
        var credentials = new Credentials.WithPassword("acme", HERE, List.of(), Secret.of(RIGHT));
        var oneAtATime = new HashQueue(1, 0, Duration.ZERO, (hash, password) -> {
            meanwhile.add(self.get().withPassword(credentials));
            return hash.matches(password);
        });
        self.set(new PasswordAuthenticator(users::get, oneAtATime, InstantSource.fixed(NOW)));

        assertInstanceOf(Verdict.Accepted.class, self.get().withPassword(credentials));
        assertEquals(List.of(rejected(Reason.OVERLOADED)), meanwhile);
    }

    @Test
    void a_reload_takes_effect_at_the_next_login() {
        users(acme());
        assertInstanceOf(Verdict.Accepted.class, login("acme", RIGHT));

        users();
        assertEquals(rejected(Reason.UNKNOWN_USER), login("acme", RIGHT));
    }

    @Test
    void a_user_who_is_disabled_while_the_password_is_compared_stays_out() {
        assertEquals(rejected(Reason.DISABLED),
                loginDuringReloadTo(acme("acme", new Admission(false, null, Hours.ALWAYS, AddressRules.ANYWHERE))));
    }

    @Test
    void a_password_that_is_changed_while_it_is_compared_lets_nobody_in() {
        assertEquals(rejected(Reason.WRONG_PASSWORD), loginDuringReloadTo(acme().password(BCRYPT_OF_RIGHT)));
        assertEquals(rejected(Reason.NO_PASSWORD_LOGIN), loginDuringReloadTo(Users.named("acme")));
    }

    @Test
    void a_reload_that_leaves_the_user_alone_does_not_disturb_a_login() {
        assertInstanceOf(Verdict.Accepted.class, loginDuringReloadTo(acme()));
    }

    private Verdict loginDuringReloadTo(Users changed) {
        users(acme());
        var queue = new HashQueue(1, 1, Duration.ofSeconds(1), (hash, password) -> {
            users(changed);
            return hash.matches(password);
        });
        return new PasswordAuthenticator(users::get, queue, InstantSource.fixed(NOW))
                .withPassword(new Credentials.WithPassword("acme", HERE, List.of(), Secret.of(RIGHT)));
    }
}
