package dev.ftpsd.server.admin;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.storage.VirtualPath;

/**
 * Why a user may do something at a path, or may not: the rule that decides, with its line.
 *
 * @param allowed whether the rights allow it; whether the user may log in at all is a line of its own
 * @param decidedBy where the rule stands; empty where none covers the path
 * @param lines for people
 */
record Explanation(boolean allowed, Optional<String> decidedBy, List<String> lines) {

    Explanation {
        lines = List.copyOf(lines);
    }

    /**
     * Explains it.
     *
     * @param from where the user would come from, if that is asked
     */
    static Explanation of(UserRecord user, VirtualPath path, Right right, Optional<InetAddress> from) {
        var rights = user.account().rights();
        var rule = rights.decidingRule(path.toString());
        var allowed = rights.allows(right, path.toString());
        var lines = new ArrayList<String>();
        lines.add(user.name() + (allowed ? " may " : " may not ") + right.word() + " at " + path);
        lines.add("  decided by  " + rule.map(Explanation::words)
                .orElse("no rule: none covers this path, and what nobody allows is refused"));
        if (!allowed) {
            lines.add("  to allow it " + remedy(user, path, right, rule));
        }
        needsAlso(right).ifPresent(note -> lines.add("  remember    " + note));
        lines.add("  the user    " + user.origin() + login(user, from));
        return new Explanation(allowed, rule.map(RightsTable.Rule::origin), lines);
    }

    private static String words(RightsTable.Rule rule) {
        return rule.origin() + "  path " + rule.path() + " allows " + words(rule.rights());
    }

    /** The preset that these are, else the words. */
    private static String words(Iterable<Right> rights) {
        var all = new TreeSet<Right>();
        rights.forEach(all::add);
        for (var preset : Right.Preset.values()) {
            if (preset.rights().equals(all)) {
                return preset.word();
            }
        }
        return all.stream().map(Right::word).collect(Collectors.joining(", "));
    }

    private static String remedy(UserRecord user, VirtualPath path, Right right, Optional<RightsTable.Rule> rule) {
        var place = rule.map(found -> "add " + right.word() + " to allow: there")
                .orElse("add { path: " + path.parent() + ", allow: [" + right.word() + "] } to the user's rights");
        return place + (rule.isPresent() && !rule.get().path().equals(path.toString())
                ? ", or a rule for a longer path at " + user.origin()
                : "");
    }

    /** What several rights decide together. */
    private static Optional<String> needsAlso(Right right) {
        return switch (right) {
            case RENAME -> Optional.of("a rename needs create at the new name, and overwrite where a file is there");
            case CREATE ->
                    Optional.of("this is for a name that is not there; STOR of an existing file needs overwrite");
            case OVERWRITE -> Optional.of("this is for a file that is there; STOR of a new name needs create");
            case APPEND -> Optional.of("this is for APPE, and for STOR behind REST");
            case LIST, READ, DELETE, MKDIR, RMDIR, MTIME, CHMOD -> Optional.empty();
        };
    }

    private static String login(UserRecord user, Optional<InetAddress> from) {
        var admission = user.admission();
        var bar = from.isPresent() ? admission.bar(Instant.now(), from.get())
                : admission.enabled() ? Optional.<Object>empty() : Optional.<Object>of("DISABLED");
        return bar.map(reason -> ", who may not log in: " + reason).orElse(", who may log in"
                + from.map(address -> " from " + address.getHostAddress()).orElse(""));
    }
}
