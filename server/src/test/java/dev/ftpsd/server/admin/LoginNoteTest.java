package dev.ftpsd.server.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.Proofs;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.UserRecord;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What {@code explain} says of hours, at a moment that the test chooses. */
class LoginNoteTest {

    private static final Hours OFFICE = new Hours(List.of(Hours.Window.parse("Mon-Fri 06:00-20:00 Europe/Berlin"),
            Hours.Window.parse("Sun 10:00-24:00 UTC")));

    private static String note(String moment) {
        var account = new Account("a", "home", Account.Making.HOME, RightsTable.NONE, Account.Transport.STRICT, false,
                Optional.empty(), List.of(),
                UserLimits.NONE, List.of(), false);
        var user = new UserRecord(account, Proofs.NONE, new Admission(true, null, OFFICE, AddressRules.ANYWHERE), "x");
        return LoginNote.of(user, Instant.parse(moment), Optional.empty());
    }

    @Test
    void hours_are_told_inside_and_outside_of_them() {
        var hours = "Mon-Fri 06:00-20:00 Europe/Berlin, Sun 10:00-24:00 UTC";
        assertEquals(", who may log in, in the hours " + hours, note("2026-11-25T12:00:00Z"));
        assertEquals(", who may not log in: OUT_OF_HOURS, hours " + hours, note("2026-11-28T12:00:00Z"));
    }
}
