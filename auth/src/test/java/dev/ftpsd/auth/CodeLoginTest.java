package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.auth.Verdict.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Logins by password and one-time code, and those of anonymous. */
class CodeLoginTest {

    private static final String RIGHT = "pässwörd€";
    private static final InetAddress HERE = InetAddress.ofLiteral("203.0.113.7");
    private static final CodeSecret SECRET = CodeSecret.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final String CODE = "081804";
    private static final String NEXT_CODE = "050471";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1111111109));
    private final AtomicReference<UserDirectory> users = new AtomicReference<>(UserDirectory.EMPTY);
    private final List<String> compared = new ArrayList<>();
    private final PasswordAuthenticator authenticator = new PasswordAuthenticator(users::get,
            new HashQueue(1, 9, Duration.ofSeconds(9), this::compareAndCount), now::get);

    private boolean compareAndCount(PasswordHash hash, Secret password) {
        compared.add(new String(password.toCharArray()));
        return hash.matches(password);
    }

    @BeforeEach
    void makeUsers() {
        users.set(UserDirectory.of(List.of(coded("acme"))));
    }

    private static UserRecord coded(String name) {
        var plain = Users.named(name).password(Users.CHEAP_HASH).record();
        return new UserRecord(plain.account(),
                new Proofs(Set.of(LoginMethod.PASSWORD_AND_CODE), plain.password(), SECRET), plain.admission(),
                plain.origin());
    }

    private Verdict login(String name, String password, boolean dialogue) {
        return authenticator.withPassword(
                new Credentials.WithPassword(name, HERE, List.of(), Secret.of(password), dialogue));
    }

    private Verdict login(String password) {
        return login("acme", password, false);
    }

    private static Verdict rejected(Reason reason) {
        return new Verdict.Rejected(reason);
    }

    @Test
    void the_code_stands_behind_the_password() {
        assertInstanceOf(Verdict.Accepted.class, login(RIGHT + CODE));
    }

    @Test
    void a_code_lets_in_once_and_no_older_one_after_it() {
        now.set(Instant.ofEpochSecond(1111111111));
        assertInstanceOf(Verdict.Accepted.class, login(RIGHT + NEXT_CODE));

        assertEquals(rejected(Reason.WRONG_CODE), login(RIGHT + NEXT_CODE));
        assertEquals(rejected(Reason.WRONG_CODE), login(RIGHT + CODE));
    }

    @Test
    void of_logins_with_one_code_at_the_same_time_one_gets_in() throws Exception {
        var attempts = new ArrayList<Callable<Verdict>>();
        for (var i = 0; i < 8; i++) {
            attempts.add(() -> login(RIGHT + CODE));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var accepted = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                accepted += attempt.get() instanceof Verdict.Accepted ? 1 : 0;
            }
            assertEquals(1, accepted);
        }
    }

    @Test
    void whoever_does_not_know_the_password_cannot_use_a_code_up() {
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("wrong" + CODE));

        assertInstanceOf(Verdict.Accepted.class, login(RIGHT + CODE));
    }

    @Test
    void one_hash_is_computed_whatever_is_wrong() {
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("wrong" + CODE));
        assertEquals(rejected(Reason.WRONG_CODE), login(RIGHT + "000000"));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("short"));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login(RIGHT));
        assertEquals(rejected(Reason.UNKNOWN_USER), login("nobody", RIGHT + CODE, false));

        assertEquals(List.of("wrong", RIGHT, "short", RIGHT.substring(0, 3), RIGHT + CODE), compared);
    }

    @Test
    void a_secret_that_a_reload_changes_during_the_login_lets_nobody_in() {
        var queue = new HashQueue(1, 1, Duration.ofSeconds(1), (hash, password) -> {
            var other = CodeSecret.parse("MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U");
            var user = coded("acme");
            users.set(UserDirectory.of(List.of(new UserRecord(user.account(),
                    new Proofs(user.proofs().accepted(), user.password(), other), user.admission(), user.origin()))));
            return hash.matches(password);
        });
        var verdict = new PasswordAuthenticator(users::get, queue, now::get)
                .withPassword(new Credentials.WithPassword("acme", HERE, List.of(), Secret.of(RIGHT + CODE)));

        assertEquals(rejected(Reason.WRONG_PASSWORD), verdict);
    }

    @Test
    void a_client_with_a_dialogue_for_codes_is_challenged_and_sends_the_code_first() {
        var challenge = assertInstanceOf(Verdict.ChallengeNeeded.class,
                authenticator.named(new Credentials.Named("acme", HERE, List.of(), true)));

        assertTrue(challenge.challenge().endsWith("[alg:totp]"), challenge.challenge());
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("acme", CODE + RIGHT, true));
        assertInstanceOf(Verdict.Accepted.class, login("acme", CODE + ";" + RIGHT, true));
    }

    @Test
    void a_client_that_does_not_send_what_its_dialogue_asked_for_may_send_the_code_behind_the_password() {
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("acme", RIGHT, true));
        assertInstanceOf(Verdict.Accepted.class, login("acme", RIGHT + CODE, true));
    }

    @Test
    void a_client_without_the_dialogue_is_asked_for_a_password() {
        assertEquals(new Verdict.PasswordNeeded(),
                authenticator.named(new Credentials.Named("acme", HERE, List.of())));
    }

    @Test
    void a_challenge_does_not_tell_which_names_exist() {
        users.set(UserDirectory.of(
                List.of(coded("acme"), Users.named("plain").password(Users.CHEAP_HASH).record())));
        var challenged = 0;
        for (var i = 0; i < 200; i++) {
            var credentials = new Credentials.Named("nobody" + i, HERE, List.of(), true);
            var first = authenticator.named(credentials);
            assertEquals(first, authenticator.named(credentials));
            challenged += first instanceof Verdict.ChallengeNeeded ? 1 : 0;
        }

        assertTrue(challenged > 50 && challenged < 150, challenged + " of 200");
    }

    @Test
    void a_user_without_codes_needs_none_and_their_digits_are_part_of_the_password() {
        users.set(UserDirectory.of(List.of(Users.named("plain").password(Users.CHEAP_HASH).record())));

        assertInstanceOf(Verdict.Accepted.class, login("plain", RIGHT, true));
        assertEquals(rejected(Reason.WRONG_PASSWORD), login("plain", RIGHT + CODE, false));
        assertEquals(List.of(RIGHT, RIGHT + CODE), compared);
    }

    @Test
    void anonymous_comes_in_by_both_names_in_any_case_and_with_any_password_at_no_cost() {
        users.set(users.get().withAnonymous(anonymous(Admission.OPEN)));

        for (var name : List.of("anonymous", "ftp", "Anonymous", "FTP", "ANONYMOUS")) {
            for (var password : List.of("guest@example.org", "", " ", "x".repeat(1000))) {
                var accepted = assertInstanceOf(Verdict.Accepted.class, login(name, password, false));
                assertTrue(accepted.account().anonymous());
            }
        }
        assertEquals(List.of(), compared);
    }

    @Test
    void anonymous_is_a_name_like_others_where_it_is_not_let_in() {
        assertEquals(rejected(Reason.UNKNOWN_USER), login("anonymous", "guest@example.org", false));
        assertEquals(List.of("guest@example.org"), compared);
    }

    @Test
    void a_user_who_is_called_ftp_needs_their_own_password() {
        users.set(UserDirectory.of(List.of(Users.named("ftp").password(Users.CHEAP_HASH).record()))
                .withAnonymous(anonymous(Admission.OPEN)));

        assertEquals(rejected(Reason.WRONG_PASSWORD), login("ftp", "guest@example.org", false));
        assertInstanceOf(Verdict.Accepted.class, login("FTP", "guest@example.org", false));
    }

    @Test
    void blanks_around_the_name_are_not_anonymous() {
        users.set(users.get().withAnonymous(anonymous(Admission.OPEN)));

        assertEquals(rejected(Reason.UNKNOWN_USER), login(" anonymous", "x", false));
        assertEquals(rejected(Reason.UNKNOWN_USER), login("", "x", false));
    }

    private static UserRecord anonymous(Admission admission) {
        var account = new Account("anonymous", "pub", Account.Making.NO_HOME, RightsTable.NONE,
                Account.Transport.STRICT, false,
                Optional.empty(), List.of(), UserLimits.NONE, List.of(), true);
        return new UserRecord(account, Proofs.NONE, admission, "users.yaml:1");
    }
}
