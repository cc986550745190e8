package dev.ftpsd.server;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.session.SessionRegistry;

/** The limits of a user at this moment. */
final class LimitsNow {

    private LimitsNow() {}

    /** What the files say; of one who is in them no more, and still transfers, what they said at the login. */
    static UserLimits of(String user, UserDirectory users, SessionRegistry sessions) {
        return users.find(user).map(UserRecord::account).or(() -> sessions.accountOf(user)).map(Account::limits)
                .orElse(UserLimits.NONE);
    }
}
