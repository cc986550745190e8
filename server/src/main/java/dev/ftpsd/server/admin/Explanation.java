package dev.ftpsd.server.admin;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * What is asked.
     *
     * @param path as the user sees it
     * @param right what is to be done
     * @param from where the user would come from, if that is asked
     */
    record Question(VirtualPath path, Right right, Optional<InetAddress> from) {}

    /**
     * Explains it.
     *
     * @param clearData the server's rule: whether data may travel in clear, of users who have no rule of their own
     * @param usage what the home holds; asked for where a quota has to do with the question
     */
    static Explanation of(UserRecord user, Question question, boolean clearData, LimitsNote.Counting usage) {
        var path = question.path();
        var right = question.right();
        var rights = user.account().rights();
        var rule = rights.decidingRule(path.toString());
        var given = rights.allows(right, path.toString());
        var hidden = given ? hiddenBy(rights, path) : Optional.<String>empty();
        var limits = LimitsNote.of(user.account().limits(), right, usage);
        var allowed = given && hidden.isEmpty() && !limits.usedUp();

        var lines = new ArrayList<String>();
        lines.add(user.name() + (allowed ? " may " : " may not ") + right.word() + " at " + path);
        lines.add("  decided by  " + rule.map(Explanation::words)
                .orElse("no rule: none covers this path, and what nobody allows is refused"));
        if (!given) {
            lines.add("  to allow it " + remedy(user, path, right, rule));
        }
        hidden.ifPresent(line -> lines.add("  hidden by   " + line));
        limits.words().forEach(words -> lines.add("  limits      " + words));
        if (given && limits.usedUp()) {
            lines.add("  to allow it delete something, or raise the quota at " + user.origin());
        }
        DataNote.of(user.account().transport(), right, clearData)
                .ifPresent(words -> lines.add("  data        " + words));
        needsAlso(right).ifPresent(note -> lines.add("  remember    " + note));
        lines.add("  the user    " + user.origin() + LoginNote.of(user, Instant.now(), question.from()));
        return new Explanation(allowed, rule.map(RightsTable.Rule::origin), lines);
    }

    /** The rule that makes the path, or a directory above it, seem not to be there. */
    private static Optional<String> hiddenBy(RightsTable rights, VirtualPath path) {
        for (var place = path; !place.isRoot(); place = place.parent()) {
            if (rights.hidesLastName(place.toString())) {
                var name = place.name();
                return rights.decidingRule(place.toString())
                        .map(rule -> rule.origin() + "  hide [" + rule.hide().stream()
                                .filter(pattern -> pattern.matches(name)).map(Object::toString)
                                .collect(Collectors.joining(", ")) + "]: " + name
                                + " seems not to be there, and cannot be made");
            }
        }
        return Optional.empty();
    }

    private static String words(RightsTable.Rule rule) {
        return rule.origin() + "  path " + rule.path() + " allows " + RightWords.of(rule.rights());
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
}
