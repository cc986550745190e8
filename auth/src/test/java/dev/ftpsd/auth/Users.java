package dev.ftpsd.auth;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Makes users for tests. */
record Users(String name, @Nullable PasswordHash hash, Admission admission, String origin) {

    /** Of the password {@code pässwörd€}, in a millisecond. */
    static final String CHEAP_HASH = "$argon2id$v=19$m=256,t=3,p=4$YW5vdGhlciBzYWx0IDE2Yg"
            + "$4WA66OtQtFhyT459mvY8Kzny6fiSIe0wUdsm6pjOIgY";

    static Users named(String name) {
        return new Users(name, null, Admission.OPEN, "users.yaml:1");
    }

    Users password(String encoded) {
        return new Users(name, PasswordHash.parse(encoded), admission, origin);
    }

    Users admission(Admission changed) {
        return new Users(name, hash, changed, origin);
    }

    Users at(String place) {
        return new Users(name, hash, admission, place);
    }

    UserRecord record() {
        var account =
                new Account(name, "data/" + name, Account.Making.HOME, RightsTable.FULL, Account.Transport.STRICT,
                        false, Optional.empty(), List.of(),
                        UserLimits.NONE, List.of(), false);
        return new UserRecord(account, hash == null ? Proofs.NONE : Proofs.of(hash), admission, origin);
    }
}
