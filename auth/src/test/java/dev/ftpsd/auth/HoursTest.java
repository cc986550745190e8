package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HoursTest {

    private static boolean include(String window, String moment) {
        return new Hours(List.of(Hours.Window.parse(window))).include(Instant.parse(moment));
    }

    /** 2026-11-23 is a Monday; Berlin is an hour ahead of UTC in winter and two in summer. */
    @ParameterizedTest
    @CsvSource({
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-11-23T04:59:59Z, false",
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-11-23T05:00:00Z, true",
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-11-23T18:59:59Z, true",
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-11-23T19:00:00Z, false",
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-11-28T10:00:00Z, false",
            "Mon-Fri 06:00-20:00 Europe/Berlin, 2026-07-06T04:00:00Z, true",
            "Sat-Mon 00:00-24:00 UTC, 2026-11-22T23:59:59Z, true",
            "Sat-Mon 00:00-24:00 UTC, 2026-11-23T23:59:59Z, true",
            "Sat-Mon 00:00-24:00 UTC, 2026-11-24T00:00:00Z, false",
            "Mon 22:00-06:00 UTC, 2026-11-23T05:00:00Z, false",
            "Mon 22:00-06:00 UTC, 2026-11-23T22:00:00Z, true",
            "Mon 22:00-06:00 UTC, 2026-11-24T05:59:59Z, true",
            "Mon 22:00-06:00 UTC, 2026-11-24T06:00:00Z, false",
            "Sun 22:00-24:00 UTC, 2026-11-22T23:00:00Z, true",
            "Sun 22:00-24:00 UTC, 2026-11-23T00:00:00Z, false"})
    void a_user_is_there_within_the_hours_of_their_own_zone(String window, String moment, boolean expected) {
        assertEquals(expected, include(window, moment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mon", "Mon 6:00-20:00 UTC", "Mon-Fri 06:00-20:00", "mon 06:00-20:00 UTC",
            "Mon 24:00-06:00 UTC", "Mon 06:00-25:00 UTC", "Mon 06:00-06:00 UTC", "Mon 06:00-20:00 Berlin",
            "Mon,Tue 06:00-20:00 UTC", " Mon 06:00-20:00 UTC"})
    void other_text_is_no_hours(String text) {
        assertThrows(IllegalArgumentException.class, () -> Hours.Window.parse(text));
    }

    @Test
    void one_window_of_several_is_enough_and_none_means_always() {
        var two = new Hours(List.of(Hours.Window.parse("Mon 08:00-10:00 UTC"),
                Hours.Window.parse("Mon 14:00-16:00 UTC")));

        assertTrue(two.include(Instant.parse("2026-11-23T09:00:00Z")));
        assertTrue(two.include(Instant.parse("2026-11-23T15:00:00Z")));
        assertEquals(false, two.include(Instant.parse("2026-11-23T12:00:00Z")));
        assertTrue(Hours.ALWAYS.include(Instant.EPOCH));
    }

    @Test
    void out_of_hours_nobody_is_admitted() {
        var admission = new Admission(true, null, new Hours(List.of(Hours.Window.parse("Mon 08:00-10:00 UTC"))),
                AddressRules.ANYWHERE);
        var here = InetAddress.ofLiteral("203.0.113.7");

        assertEquals(Optional.empty(), admission.bar(Instant.parse("2026-11-23T09:00:00Z"), here));
        assertEquals(Optional.of(Verdict.Reason.OUT_OF_HOURS),
                admission.bar(Instant.parse("2026-11-23T10:00:00Z"), here));
    }
}
