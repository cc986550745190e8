package dev.ftpsd.server.admin;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.CertificateName;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.storage.StorageException;

/** All that holds for a user, for programs: numbers are bytes, bytes a second and counts, and what is unlimited is not there. */
final class UserMembers {

    private UserMembers() {}

    /**
     * The members of the object.
     *
     * @param usage what the home holds; asked for where there is a quota, and not there where it cannot be counted
     */
    static Map<String, Object> of(UserRecord user, Instant now, LimitsNote.Counting usage) {
        var account = user.account();
        var hash = user.proofs().password();
        var members = new LinkedHashMap<String, Object>();
        members.put("user", user.name());
        members.put("state", UserWords.state(user, now));
        members.put("origin", user.origin());
        members.put("login", UserWords.methods(user));
        members.put("password", hash == null ? "" : hash.cost());
        members.put("certificates", user.proofs().certificates().stream().map(CertificateName::text).toList());
        admission(members, user.admission());
        members.put("groups", account.groups());
        members.put("profile", account.device() ? "device" : "standard");
        account.charset().ifPresent(charset -> members.put("legacy-charset", shown(charset)));
        members.put("home", account.home());
        members.put("folders", account.making().folders());
        account.making().umask().ifPresent(umask -> members.put("umask", "%03o".formatted(umask)));
        members.put("links",
                account.links().stream().map(link -> Map.of("path", link.path(), "to", link.to())).toList());
        members.put("rights", account.rights().rules().stream().map(UserMembers::rule).toList());
        members.put("limits", limits(account.limits()));
        if (LimitsNote.hasQuota(account.limits())) {
            used(members, usage);
        }
        members.put("tls", transport(account.transport()));
        return members;
    }

    private static void admission(Map<String, Object> members, Admission admission) {
        members.put("from", admission.from().rules().stream().map(AddressRules.Rule::words).toList());
        members.put("hours", admission.hours().windows().stream().map(Hours.Window::toString).toList());
        var end = admission.validUntil();
        if (end != null) {
            members.put("valid-until", end.toString());
        }
    }

    private static Map<String, Object> rule(RightsTable.Rule rule) {
        var members = new LinkedHashMap<String, Object>();
        members.put("path", rule.path());
        members.put("allow", RightWords.each(rule.rights()));
        members.put("hide", rule.hide().stream().map(Object::toString).toList());
        members.put("origin", rule.origin());
        return members;
    }

    private static Map<String, Object> limits(UserLimits limits) {
        var members = new LinkedHashMap<String, Object>();
        limits.sessions().ifPresent(most -> members.put("sessions", most));
        put(members, "rate-in", limits.rateIn());
        put(members, "rate-out", limits.rateOut());
        put(members, "file-size", limits.fileSize());
        put(members, "quota", limits.quota());
        put(members, "quota-files", limits.quotaFiles());
        return members;
    }

    /** As the file has it, save for none but UTF-8. */
    static String shown(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? "none" : charset.name();
    }

    private static void put(Map<String, Object> members, String key, long limit) {
        if (!LimitsNote.isOff(limit)) {
            members.put(key, limit);
        }
    }

    private static void used(Map<String, Object> members, LimitsNote.Counting usage) {
        try {
            var used = usage.count();
            members.put("used", Map.of("bytes", used.bytes(), "files", used.entries()));
        } catch (StorageException e) {
            members.put("used", Map.of("problem", e.getMessage() + ""));
        }
    }

    private static Map<String, Object> transport(Account.Transport transport) {
        var members = new LinkedHashMap<String, Object>();
        members.put("required", transport.tlsRequired());
        transport.resumption().ifPresent(rule -> members.put("resumption", rule.name().toLowerCase(Locale.ROOT)));
        transport.clearData().ifPresent(clear -> members.put("protection", clear ? "any" : "private"));
        if (transport.lenientUploads()) {
            members.put("upload-close-notify", "lenient");
        }
        return members;
    }
}
