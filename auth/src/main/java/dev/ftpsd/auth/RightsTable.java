package dev.ftpsd.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a user may do where: the rule with the longest path wins; of two with the same path the later one does (groups come
 * before the user).
 */
public final class RightsTable {

    /** Everything everywhere. */
    public static final RightsTable FULL = new RightsTable(List.of(new Rule("/", Right.Preset.FULL.rights(), "full")));

    /** Nothing anywhere. */
    public static final RightsTable NONE = new RightsTable(List.of());

    private final List<Rule> longestFirst;
    private final boolean hidesSomething;

    /** @param rules in the order of the files: defaults, groups, user */
    public RightsTable(List<Rule> rules) {
        this.longestFirst = rules.reversed().stream()
                .sorted(Comparator.comparingInt((Rule rule) -> rule.path().length()).reversed())
                .toList();
        this.hidesSomething = rules.stream().anyMatch(rule -> !rule.hide().isEmpty());
    }

    /** The rules that decide somewhere, by path: of two with the same path the one that holds. */
    public List<Rule> rules() {
        return longestFirst.stream().filter(rule -> rule.equals(ruleFor(rule.path()))).distinct()
                .sorted(Comparator.comparing(Rule::path)).toList();
    }

    /** Whether {@code right} is given at {@code path}, an absolute virtual path. */
    public boolean allows(Right right, String path) {
        return givenAt(path).contains(right);
    }

    /** All that is given at {@code path}, an absolute virtual path; for who asks for several rights at once. */
    public Set<Right> givenAt(String path) {
        var rule = ruleFor(path);
        return rule == null ? Set.of() : rule.rights();
    }

    /** Whether anything at all is given at {@code path} or somewhere below it: such a directory may be entered. */
    public boolean reaches(String path) {
        var below = path.endsWith("/") ? path : path + "/";
        return decidingRule(path).filter(rule -> !rule.rights().isEmpty()).isPresent()
                || longestFirst.stream().anyMatch(rule -> rule.path().startsWith(below) && !rule.rights().isEmpty());
    }

    /**
     * Whether one rule decides for all that is in a directory and below it, so that the same holds for each of its names.
     *
     * @param directory its path, which ends with a slash
     */
    public boolean areAlikeIn(String directory) {
        return longestFirst.stream().noneMatch(rule -> rule.path().length() > 1 && rule.path().startsWith(directory));
    }

    /** The rule that decides for {@code path}; empty where none covers it, which denies. */
    public Optional<Rule> decidingRule(String path) {
        return Optional.ofNullable(ruleFor(path));
    }

    /** Asked several times for each entry of a listing: no stream. */
    private @Nullable Rule ruleFor(String path) {
        for (var rule : longestFirst) {
            if (rule.covers(path)) {
                return rule;
            }
        }
        return null;
    }

    /** Whether the last name of {@code path}, or one before it, is hidden: nothing seems to be there then. */
    public boolean hides(String path) {
        if (!hidesSomething) {
            return false;
        }
        for (var end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            if (hidesLastName(path.substring(0, end))) {
                return true;
            }
        }
        return hidesLastName(path);
    }

    /**
     * Whether {@link #hidesLastName} holds for a name in a directory.
     *
     * @param directory its path, which ends with a slash
     */
    public boolean hides(String directory, String name) {
        return hidesSomething && hidesLastName(directory + name);
    }

    /** Whether the last name of {@code path} is hidden by the rule that decides there. A rule hides names below its path. */
    public boolean hidesLastName(String path) {
        if (!hidesSomething) {
            return false;
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return decidingRule(path)
                .filter(rule -> !rule.path().equals(path))
                .filter(rule -> rule.hide().stream().anyMatch(pattern -> pattern.matches(name)))
                .isPresent();
    }

    /**
     * Whether the directory {@code from} may become {@code to} without anything in it escaping a rule: neither path may
     * have a rule at it or below it, and what is hidden stays hidden.
     */
    public boolean letsDirectoryMove(String from, String to) {
        return !hasRuleWithin(from) && !hasRuleWithin(to) && hiddenAt(to).containsAll(hiddenAt(from));
    }

    private boolean hasRuleWithin(String path) {
        return longestFirst.stream()
                .anyMatch(rule -> rule.path().equals(path) || rule.path().startsWith(path + "/"));
    }

    private List<NamePattern> hiddenAt(String path) {
        return decidingRule(path).map(Rule::hide).orElse(List.of());
    }

    /** Whether both give the same rights, wherever their rules are written. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RightsTable that && withoutOrigins().equals(that.withoutOrigins());
    }

    @Override
    public int hashCode() {
        return withoutOrigins().hashCode();
    }

    private List<Rule> withoutOrigins() {
        return longestFirst.stream().map(rule -> new Rule(rule.path, rule.rights, rule.hide, "")).toList();
    }

    /**
     * One line of {@code rights}.
     *
     * @param path absolute, without a slash at its end unless it is the root
     * @param hide names below the path that seem not to be there
     * @param origin where it stands, as file:line, for {@code explain}
     */
    public record Rule(String path, Set<Right> rights, List<NamePattern> hide, String origin) {

        public Rule {
            if (!path.startsWith("/") || (path.length() > 1 && path.endsWith("/"))) {
                throw new IllegalArgumentException("rights path must begin with a slash and not end with one: " + path);
            }
            rights = Set.copyOf(rights);
            hide = List.copyOf(hide);
        }

        /** A rule that hides nothing. */
        public Rule(String path, Set<Right> rights, String origin) {
            this(path, rights, List.of(), origin);
        }

        boolean covers(String candidate) {
            return path.length() == 1 || (candidate.startsWith(path)
                    && (candidate.length() == path.length() || candidate.charAt(path.length()) == '/'));
        }
    }
}
