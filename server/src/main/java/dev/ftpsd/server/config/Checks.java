package dev.ftpsd.server.config;

import java.time.Duration;

/**
 * The guards of the settings' compact constructors; each failure is a sentence that the reader of the file is shown.
 */
final class Checks {

    private Checks() {}

    /** @throws IllegalArgumentException with that message unless the condition holds */
    static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @throws IllegalArgumentException if the number is outside the range, both ends included */
    static void between(long least, long most, long value, String key) {
        that(value >= least && value <= most, key + " must be " + least + " to " + most + ", not " + value);
    }

    /** @throws IllegalArgumentException if a count is below zero; zero means unlimited */
    static void count(int value, String key) {
        that(value >= 0, key + " must be 0 (unlimited) or more, not " + value);
    }

    /** @throws IllegalArgumentException if a duration is below zero; zero means none */
    static void notNegative(Duration value, String key) {
        that(!value.isNegative(), key + " must not be negative");
    }

    /** @throws IllegalArgumentException if a duration is zero or below */
    static void positive(Duration value, String key) {
        that(value.isPositive(), key + " must be longer than 0s");
    }
}
