package dev.ftpsd.auth;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A network that is shut out for a while.
 *
 * @param network whom it shuts out
 * @param until the first moment at which it does so no more
 * @param cause why it was made
 */
public record Ban(AddressRange network, Instant until, Cause cause) {

    /** Why a ban was made. */
    public enum Cause {
        /** Too many failed logins. */
        LOGINS,
        /** By the administrator. */
        ADMINISTRATOR
    }

    /** The line that {@link #parse} reads: cause, end, network. */
    @Override
    public String toString() {
        return cause + " " + until + " " + network;
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toString} writes */
    static Ban parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not a ban: cause, end and network are needed");
        }
        try {
            return new Ban(AddressRange.parse(words[2]), Instant.parse(words[1]), Cause.valueOf(words[0]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + words[1], e);
        }
    }
}
