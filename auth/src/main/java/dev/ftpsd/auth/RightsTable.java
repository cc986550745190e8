package dev.ftpsd.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** @param rules in the order of the files: defaults, groups, user */
    public RightsTable(List<Rule> rules) {
        this.longestFirst = rules.reversed().stream()
                .sorted(Comparator.comparingInt((Rule rule) -> rule.path().length()).reversed())
                .toList();
    }

    /** Whether {@code right} is given at {@code path}, an absolute virtual path. */
    public boolean allows(Right right, String path) {
        return decidingRule(path).map(rule -> rule.rights().contains(right)).orElse(false);
    }

    /** Whether anything at all is given at {@code path} or somewhere below it: such a directory may be entered. */
    public boolean reaches(String path) {
        var below = path.endsWith("/") ? path : path + "/";
        return decidingRule(path).filter(rule -> !rule.rights().isEmpty()).isPresent()
                || longestFirst.stream().anyMatch(rule -> rule.path().startsWith(below) && !rule.rights().isEmpty());
    }

    /** The rule that decides for {@code path}; empty where none covers it, which denies. */
    public Optional<Rule> decidingRule(String path) {
        return longestFirst.stream().filter(rule -> rule.covers(path)).findFirst();
    }

    /**
     * One line of {@code rights}.
     *
     * @param path absolute, without a slash at its end unless it is the root
     * @param origin where it stands, as file:line, for {@code explain}
     */
    public record Rule(String path, Set<Right> rights, String origin) {

        public Rule {
            if (!path.startsWith("/") || (path.length() > 1 && path.endsWith("/"))) {
                throw new IllegalArgumentException("rights path must begin with a slash and not end with one: " + path);
            }
            rights = Set.copyOf(rights);
        }

        boolean covers(String candidate) {
            return path.equals("/") || candidate.equals(path) || candidate.startsWith(path + "/");
        }
    }
}
