package dev.ftpsd.auth;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The hours of the week in which a user may be there.
 *
 * @param windows one of them is enough; none means at any time
 */
public record Hours(List<Window> windows) {

    /** At any time. */
    public static final Hours ALWAYS = new Hours(List.of());

    public Hours {
        windows = List.copyOf(windows);
    }

    /** Whether the user may be there at that moment. */
    public boolean include(Instant moment) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.includes(moment));
    }

    /**
     * The same time on some days, as clocks show it in a zone.
     *
     * @param first of the days
     * @param last of the days; before {@code first} they go over the weekend
     * @param from the first moment
     * @param until the first moment behind it; midnight is the end of the day; before {@code from} it is on the next day
     * @param zone whose clocks count, also where they are put forward and back
     */
    public record Window(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime until, ZoneId zone) {

        private static final String DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
        private static final String TIME = "((?:[01]\\d|2[0-3]):[0-5]\\d|24:00)";
        private static final Pattern FORM = Pattern.compile(DAY + "(?:-" + DAY + ")? " + TIME + "-" + TIME + " (\\S+)");
        private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

        public Window {
            if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException(
                        "hours that end where they begin: write 00:00-24:00 for a whole day");
            }
        }

        /**
         * Reads {@code Mon-Fri 06:00-20:00 Europe/Berlin}.
         *
         * @throws IllegalArgumentException if the text has another form or no such zone
         */
        public static Window parse(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches() || parts.group(3).equals("24:00")) {
                throw new IllegalArgumentException("not hours of the week");
            }
            var last = parts.group(2) == null ? parts.group(1) : parts.group(2);
            var until = parts.group(4).equals("24:00") ? "00:00" : parts.group(4);
            return new Window(day(parts.group(1)), day(last), LocalTime.parse(parts.group(3)), LocalTime.parse(until),
                    zone(parts.group(5)));
        }

        private static DayOfWeek day(String word) {
            return DayOfWeek.of(DAYS.indexOf(word) + 1);
        }

        private static ZoneId zone(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not a time zone", e);
            }
        }

        /** As {@link #parse} reads it. */
        @Override
        public String toString() {
            var days = first == last ? word(first) : word(first) + "-" + word(last);
            return days + " " + from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until) + " " + zone;
        }

        private static String word(DayOfWeek day) {
            return DAYS.get(day.getValue() - 1);
        }

        boolean includes(Instant moment) {
            var there = moment.atZone(zone);
            var time = there.toLocalTime();
            if (until.equals(LocalTime.MIDNIGHT)) {
                return isOn(there.getDayOfWeek()) && !time.isBefore(from);
            }
            if (from.isBefore(until)) {
                return isOn(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
            }
            return (isOn(there.getDayOfWeek()) && !time.isBefore(from))
                    || (isOn(there.getDayOfWeek().minus(1)) && time.isBefore(until));
        }

        private boolean isOn(DayOfWeek day) {
            var span = Math.floorMod(last.getValue() - first.getValue(), 7);
            return Math.floorMod(day.getValue() - first.getValue(), 7) <= span;
        }
    }
}
