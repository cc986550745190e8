package dev.ftpsd.server.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * How a program ended.
 *
 * @param line what was run
 * @param exitCode 0 if it says that all went well
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Result(String line, int exitCode, String output, String errors) {

    /** The test fails, with all that the program wrote, unless it ended with {@code expected}. */
    Result exits(int expected) {
        assertEquals(expected, exitCode, this::toString);
        return this;
    }

    /** The test fails unless the program says that all went well. */
    Result succeeds() {
        return exits(0);
    }

    /** Both streams, for looking at what was said wherever it was said. */
    String said() {
        return output + errors;
    }

    @Override
    public String toString() {
        return line + "\nexit code " + exitCode + "\n" + said();
    }
}
