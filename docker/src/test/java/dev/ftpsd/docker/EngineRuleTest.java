package dev.ftpsd.docker;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A missing engine is never passed over in silence. */
final class EngineRuleTest {

    @Test
    void a_test_without_an_engine_is_named_as_not_run() {
        var rule = new EngineRule(false, () -> false);

        assertThrows(TestAbortedException.class, () -> rule.check("ImageIT.it_starts"));
        assertThrows(TestAbortedException.class, () -> rule.check("DrainIT.it_ends"));

        assertEquals(List.of("not run, no Docker engine: DrainIT.it_ends",
                "not run, no Docker engine: ImageIT.it_starts"), rule.summary());
    }

    @Test
    void a_test_without_an_engine_fails_where_tools_are_required() {
        var rule = new EngineRule(true, () -> false);

        assertThrows(AssertionFailedError.class, () -> rule.check("ImageIT.it_starts"));
    }

    @Test
    void with_an_engine_nothing_is_said() {
        var rule = new EngineRule(true, () -> true);

        assertDoesNotThrow(() -> rule.check("ImageIT.it_starts"));

        assertEquals(List.of(), rule.summary());
    }
}
