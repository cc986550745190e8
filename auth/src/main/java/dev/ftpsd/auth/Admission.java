package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * When and from where a user may in, whatever the password.
 *
 * @param enabled whether the user may log in at all
 * @param validUntil the first moment at which the user may no longer; null means no end
 * @param hours of the week in which the user may be there
 * @param from where the user may come from
 */
public record Admission(boolean enabled, @Nullable Instant validUntil, Hours hours, AddressRules from) {

    /** Enabled, without an end, from everywhere. */
    public static final Admission OPEN = new Admission(true, null, Hours.ALWAYS, AddressRules.ANYWHERE);

    /**
     * Why a user with the right password is kept out at {@code now} from {@code address}; empty where nothing bars the
     * way.
     */
    public Optional<Verdict.Reason> bar(Instant now, InetAddress address) {
        if (!enabled) {
            return Optional.of(Verdict.Reason.DISABLED);
        }
        if (validUntil != null && !now.isBefore(validUntil)) {
            return Optional.of(Verdict.Reason.EXPIRED);
        }
        if (!hours.include(now)) {
            return Optional.of(Verdict.Reason.OUT_OF_HOURS);
        }
        return from.allows(address) ? Optional.empty() : Optional.of(Verdict.Reason.ADDRESS_DENIED);
    }
}
