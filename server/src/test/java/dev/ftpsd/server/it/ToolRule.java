package dev.ftpsd.server.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * No test is skipped in silence: one whose tool is missing fails where tools are required, and elsewhere is skipped with the
 * tool's name and counted for a line at the end.
 */
final class ToolRule {

    private final boolean required;
    private final Predicate<String> present;
    private final Map<String, Integer> missing = new ConcurrentSkipListMap<>();

    /**
     * A rule that has seen no test yet.
     *
     * @param required whether a missing tool fails a test
     * @param present whether the tool of that name is there
     */
    ToolRule(boolean required, Predicate<String> present) {
        this.required = required;
        this.present = present;
    }

    /** Lets a test go on that needs {@code tool}, or ends it. */
    void check(String tool) {
        if (present.test(tool)) {
            return;
        }

        if (required) {
            fail("missing tool: " + tool + " is not in PATH, and ftpsd.require-tools is true; install it");
        }
        missing.merge(tool, 1, Integer::sum);
        abort("missing tool: " + tool);
    }

    /** One line for each missing tool. */
    List<String> summary() {
        return missing.entrySet().stream()
                .map(entry -> "missing tool: " + entry.getKey() + " (tests skipped: " + entry.getValue() + ")")
                .toList();
    }
}
