package dev.ftpsd.server.it;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A missing tool is never passed over in silence. */
final class ToolRuleTest {

    @Test
    void a_test_whose_tool_is_missing_is_skipped_by_name_and_counted() {
        var rule = new ToolRule(false, "curl"::equals);

        var first = assertThrows(TestAbortedException.class, () -> rule.check("lftp"));
        assertThrows(TestAbortedException.class, () -> rule.check("lftp"));

        assertTrue(String.valueOf(first.getMessage()).contains("missing tool: lftp"));
        assertEquals(List.of("missing tool: lftp (tests skipped: 2)"), rule.summary());
    }

    @Test
    void a_missing_tool_fails_the_test_where_tools_are_required() {
        var rule = new ToolRule(true, tool -> false);

        var failure = assertThrows(AssertionFailedError.class, () -> rule.check("lftp"));

        assertTrue(String.valueOf(failure.getMessage()).contains("lftp"));
    }

    @Test
    void a_tool_that_is_there_is_not_spoken_of() {
        var rule = new ToolRule(true, tool -> true);

        assertDoesNotThrow(() -> rule.check("curl"));

        assertEquals(List.of(), rule.summary());
    }

    @Test
    void tools_are_looked_for_in_the_path() {
        assertTrue(Tool.isPresent("sh"));
        assertFalse(Tool.isPresent("no-such-tool-anywhere"));
    }
}
