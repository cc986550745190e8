package dev.ftpsd.docker;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** No test is skipped in silence: one without an engine fails where tools are required, and elsewhere is named at the end. */
final class EngineRule {

    private final boolean required;
    private final BooleanSupplier present;
    private final Set<String> notRun = new ConcurrentSkipListSet<>();

    /**
     * A rule that has seen no test yet.
     *
     * @param required whether a test fails that has no engine
     * @param present whether an engine answers
     */
    EngineRule(boolean required, BooleanSupplier present) {
        this.required = required;
        this.present = present;
    }

    /** Lets the test of that name go on, or ends it. */
    void check(String test) {
        if (present.getAsBoolean()) {
            return;
        }

        if (required) {
            fail("no Docker engine answers, and ftpsd.require-tools is true; start one, or set DOCKER_HOST");
        }
        notRun.add(test);
        abort("no Docker engine");
    }

    /** One line for each test that did not run. */
    Iterable<String> summary() {
        return notRun.stream().map(test -> "not run, no Docker engine: " + test).toList();
    }
}
