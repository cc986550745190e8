package dev.ftpsd.auth;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UserDirectoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "ACME", "acme ", " acme", "acme\0", "", "аcme"})
    void a_name_is_compared_exactly(String other) {
        var directory = UserDirectory.of(List.of(Users.named("acme").record()));

        assertTrue(directory.find("acme").isPresent());
        assertEquals(Optional.empty(), directory.find(other));
    }

    @Test
    void two_users_of_one_name_are_refused_with_both_places() {
        var users = List.of(Users.named("acme").at("users.yaml:3").record(),
                Users.named("other").at("users.yaml:9").record(),
                Users.named("acme").at("users.d/x.yaml:14").record());

        var message = assertThrows(IllegalArgumentException.class, () -> UserDirectory.of(users)).getMessage();

        assertEquals(
                "user 'acme' at users.d/x.yaml:14 is already defined at users.yaml:3: remove or rename one of them",
                message);
    }

    @Test
    void names_that_differ_in_case_are_two_users() {
        var directory = UserDirectory.of(List.of(Users.named("acme").record(), Users.named("Acme").record()));

        assertEquals(2, directory.users().size());
    }

    @Test
    void a_user_in_a_log_line_shows_no_hash() {
        var user = Users.named("acme").password(Users.CHEAP_HASH).record();

        assertFalse(user.toString().contains("$"), user.toString());
    }

    /** Else a user who is switched off keeps the door open to passwords in clear, of all. */
    @Test
    void who_is_kept_out_opens_nothing_in_clear() {
        var scanner = new Account.Transport(false, Optional.empty(), false, Optional.of(true));
        var open = inClear(Admission.OPEN, scanner);
        var disabled = inClear(new Admission(false, null, Admission.OPEN.hours(), Admission.OPEN.from()), scanner);

        assertTrue(open.admitsClearLogin(false));
        assertTrue(open.admitsClear(false));
        assertFalse(disabled.admitsClearLogin(false));
        assertFalse(disabled.admitsClear(false));
    }

    private static UserDirectory inClear(Admission admission, Account.Transport transport) {
        var user = Users.named("scanner").password(Users.CHEAP_HASH).admission(admission).record();
        var account = new Account("scanner", "data", Account.Making.HOME, RightsTable.FULL, transport, false,
                Optional.empty(), List.of(),
                UserLimits.NONE, List.of(), false);
        return UserDirectory.of(List.of(new UserRecord(account, user.proofs(), admission, user.origin())));
    }
}
