package dev.ftpsd.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.RightsTable.Rule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RightsTableTest {

    private static final Set<Right> LOOK = Right.Preset.RO.rights();
    private static final Set<Right> DROP = Right.Preset.DROP.rights();

    private static Rule rule(String path, Set<Right> rights, String origin) {
        return new Rule(path, rights, origin);
    }

    @Test
    void the_longest_path_wins_wherever_it_stands() {
        var table = new RightsTable(List.of(rule("/in/done", LOOK, "1"), rule("/in", DROP, "2"), rule("/", LOOK, "3")));

        assertFalse(table.allows(Right.CREATE, "/"));
        assertTrue(table.allows(Right.CREATE, "/in/a"));
        assertFalse(table.allows(Right.READ, "/in/a"));
        assertTrue(table.allows(Right.READ, "/in/done/a"));
        assertFalse(table.allows(Right.CREATE, "/in/done/a"));
    }

    @Test
    void of_two_rules_for_one_path_the_later_wins_and_does_not_add_to_the_earlier() {
        var table = new RightsTable(List.of(rule("/in", LOOK, "group"), rule("/in", DROP, "user")));

        assertEquals(Optional.of("user"), table.decidingRule("/in/a").map(Rule::origin));
        assertTrue(table.allows(Right.CREATE, "/in"));
        assertFalse(table.allows(Right.READ, "/in"));
        assertEquals(List.of("user"), table.rules().stream().map(Rule::origin).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inner", "/in2", "/in.txt", "/i", "/", "/IN", "/in\\a", "/out/in"})
    void a_rule_does_not_cover_a_name_that_merely_begins_like_it(String path) {
        var table = new RightsTable(List.of(rule("/in", LOOK, "1")));

        assertEquals(Optional.empty(), table.decidingRule(path));
    }

    @Test
    void a_rule_covers_its_own_path_and_what_is_below() {
        var table = new RightsTable(List.of(rule("/in", LOOK, "1")));

        assertTrue(table.allows(Right.READ, "/in"));
        assertTrue(table.allows(Right.READ, "/in/a/b/c"));
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void where_no_rule_covers_nothing_is_allowed_and_full_allows_everything(Right right) {
        assertFalse(RightsTable.NONE.allows(right, "/"));
        assertFalse(RightsTable.NONE.allows(right, "/a"));
        assertTrue(RightsTable.FULL.allows(right, "/"));
        assertTrue(RightsTable.FULL.allows(right, "/a/b"));
    }

    @Test
    void a_rule_without_rights_closes_what_a_shorter_one_opens() {
        var table = new RightsTable(List.of(rule("/", LOOK, "1"), rule("/private", Right.Preset.NONE.rights(), "2")));

        assertTrue(table.allows(Right.LIST, "/"));
        assertFalse(table.allows(Right.LIST, "/private/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in", "/in/", "//"})
    void a_path_that_could_never_cover_anything_is_refused(String path) {
        assertThrows(IllegalArgumentException.class, () -> rule(path, LOOK, "1"));
    }

    @Test
    void rights_and_presets_are_found_by_their_exact_words() {
        assertEquals(Optional.of(Right.OVERWRITE), Right.ofWord("overwrite"));
        assertEquals(Optional.empty(), Right.ofWord("Overwrite"));
        assertEquals(Optional.of(Right.Preset.APPEND_ONLY), Right.Preset.ofWord("append-only"));
        assertEquals(Optional.empty(), Right.Preset.ofWord("append_only"));
    }

    /** The naive model: go up from the path to the root; at each step the last rule for exactly that path decides. */
    @Property
    void the_table_decides_like_a_walk_from_the_path_up_to_the_root(@ForAll("rules") List<Rule> rules,
            @ForAll("paths") String path) {
        assertEquals(walkUp(rules, path), new RightsTable(rules).decidingRule(path));
    }

    private static Optional<Rule> walkUp(List<Rule> rules, String path) {
        for (var rule : rules.reversed()) {
            if (rule.path().equals(path)) {
                return Optional.of(rule);
            }
        }
        if (path.equals("/")) {
            return Optional.empty();
        }
        var parent = path.substring(0, path.lastIndexOf('/'));
        return walkUp(rules, parent.isEmpty() ? "/" : parent);
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        var rights = Arbitraries.of(Right.class).set();
        return Combinators.combine(paths(), rights, Arbitraries.integers())
                .as((path, some, line) -> rule(path, some, "f:" + line))
                .list().ofMaxSize(12);
    }

    /** Few and similar names, so that paths cover each other often. */
    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "ab", "abc", "b", "a b", "a.").list().ofMaxSize(4)
                .map(names -> "/" + String.join("/", names));
    }
}
