package dev.ftpsd.server.admin;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.auth.Verdict;

/** Whether a user may log in, and what keeps them out. */
final class LoginNote {

    private static final InetAddress ANYWHERE = InetAddress.getLoopbackAddress();

    private LoginNote() {}

    /**
     * Says it.
     *
     * @param from where the user would come from; empty where that is not asked
     */
    static String of(UserRecord user, Instant now, Optional<InetAddress> from) {
        var admission = user.admission();
        var asked = from.isPresent() ? admission
                : new Admission(admission.enabled(), admission.validUntil(), admission.hours(), AddressRules.ANYWHERE);
        return asked.bar(now, from.orElse(ANYWHERE))
                .map(reason -> ", who may not log in: " + reason + because(reason, admission, from.orElse(ANYWHERE)))
                .orElse(", who may log in" + from.map(address -> " from " + address.getHostAddress()).orElse("")
                        + until(admission));
    }

    private static String because(Verdict.Reason reason, Admission admission, InetAddress address) {
        return switch (reason) {
            case EXPIRED -> ", valid-until " + admission.validUntil();
            case OUT_OF_HOURS -> ", hours " + words(admission.hours());
            case ADDRESS_DENIED -> ", by " + admission.from().decidingRule(address)
                    .map(AddressRules.Rule::words)
                    .orElse("from:, where no rule covers " + address.getHostAddress());
            default -> "";
        };
    }

    /** What will end it. */
    private static String until(Admission admission) {
        return (admission.hours().equals(Hours.ALWAYS) ? "" : ", in the hours " + words(admission.hours()))
                + (admission.validUntil() == null ? "" : ", until " + admission.validUntil());
    }

    private static String words(Hours hours) {
        return hours.windows().stream().map(Hours.Window::toString).collect(Collectors.joining(", "));
    }
}
