package dev.ftpsd.server.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.CertificateName;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.protocol.Printable;

/** All that holds for a user, for people. What the server's rule decides, and what is switched off, is left out. */
final class UserPortrait {

    private final List<String> lines = new ArrayList<>();

    private UserPortrait() {}

    /**
     * Shows it.
     *
     * @param usage what the home holds; asked for where there is a quota
     */
    static List<String> lines(UserRecord user, Instant now, ConfOption conf, LimitsNote.Counting usage) {
        var account = user.account();
        var portrait = new UserPortrait();
        portrait.lines.add(Printable.escape(user.name()));
        portrait.add("the user", user.origin() + LoginNote.of(user, now, Optional.empty()));
        portrait.login(user);
        portrait.add("groups", String.join(", ", account.groups()));
        portrait.add("profile", account.device() ? "device" : "");
        account.charset().ifPresent(charset -> portrait.add("legacy-charset", UserMembers.shown(charset)));
        portrait.add("home", conf.place(account.home()) + (account.createHome() ? ", made at login" : ""));
        portrait.add("folders", String.join(", ", account.making().folders()));
        account.making().umask().ifPresent(umask -> portrait.add("umask", "%03o".formatted(umask)));
        account.links().forEach(link -> portrait.add("link", link.path() + " is " + conf.place(link.to())));
        var rules = account.rights().rules();
        rules.forEach(rule -> portrait.add("rights", words(rule)));
        portrait.add("rights", rules.isEmpty() ? "none" : "");
        LimitsNote.all(account.limits(), usage).forEach(words -> portrait.add("limits", words));
        portrait.add("tls", words(account.transport()));
        return portrait.lines;
    }

    private void login(UserRecord user) {
        add("login", UserWords.login(user));
        var hash = user.proofs().password();
        if (hash != null) {
            add("password", hash.cost() + (hash.weak() ? ", weaker than is advised today" : ""));
        }
        add("certificate", user.proofs().certificates().stream().map(CertificateName::text)
                .collect(Collectors.joining(", ")));
        add("from", user.admission().from().rules().stream().map(AddressRules.Rule::words)
                .collect(Collectors.joining(", ")));
    }

    /** Nothing for no value. */
    private void add(String label, String value) {
        if (!value.isEmpty()) {
            lines.add("  %-11s %s".formatted(label, Printable.escape(value)));
        }
    }

    private static String words(RightsTable.Rule rule) {
        var hidden = rule.hide().stream().map(Object::toString).collect(Collectors.joining(", "));
        return rule.origin() + "  path " + rule.path() + " allows " + RightWords.of(rule.rights())
                + (hidden.isEmpty() ? "" : ", hides " + hidden);
    }

    private static String words(Account.Transport transport) {
        return (transport.tlsRequired() ? "required" : "not required")
                + transport.resumption().map(rule -> ", resumption " + rule.name().toLowerCase(Locale.ROOT)).orElse("")
                + transport.clearData().map(clear -> ", protection " + (clear ? "any" : "private")).orElse("")
                + (transport.lenientUploads() ? ", upload-close-notify lenient" : "");
    }
}
