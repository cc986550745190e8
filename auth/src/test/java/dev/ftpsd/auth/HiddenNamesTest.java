package dev.ftpsd.auth;

import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.auth.RightsTable.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HiddenNamesTest {

    private static Rule rule(String path, String... hide) {
        return new Rule(path, Right.Preset.FULL.rights(), Stream.of(hide).map(NamePattern::new).toList(), "test");
    }

    private final RightsTable table = new RightsTable(
            List.of(rule("/", "*.tmp", "secret*"), rule("/open"), rule("/secret-no-more"), rule("/in/done", "x")));

    @ParameterizedTest
    @CsvSource({"/a.tmp, true", "/d/a.tmp, true", "/a.txt, false", "/, false", "/secrets, true", "/secrets/a, true",
            "/d/secrets/a/b, true", "/open/a.tmp, false", "/secret-no-more, false", "/secret-no-more/a.tmp, false",
            "/in/done/x, true", "/in/done/a.tmp, false", "/in/x, false", "/in/done/d/x/y, true"})
    void a_rule_hides_names_below_its_path_where_it_decides(String path, boolean hidden) {
        assertEquals(hidden, table.hides(path));
    }

    @Test
    void a_directory_with_a_rule_in_it_does_not_move_out_of_it() {
        assertFalse(table.letsDirectoryMove("/in", "/out"));
        assertFalse(table.letsDirectoryMove("/in/done", "/out"));
        assertFalse(table.letsDirectoryMove("/d", "/in"));
        assertTrue(table.letsDirectoryMove("/in/other", "/out"));
    }

    @Test
    void what_is_hidden_in_a_directory_does_not_come_to_light_by_moving_it() {
        assertFalse(table.letsDirectoryMove("/d", "/open/d"));
        assertTrue(table.letsDirectoryMove("/open/d", "/d"));
        assertTrue(table.letsDirectoryMove("/d", "/e"));
    }
}
