package dev.ftpsd.server.listing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

import dev.ftpsd.storage.FileEntry;

/**
 * LIST as {@code ls -l} shows it, which is what every client's parser expects: {@code drwxr-x---   2 ftp      ftp
 * 4096 Nov 21 10:00 name}. Month names are English whatever the machine's locale is; owner and group are constant words, since
 * the accounts of the machine are nobody's business and blanks in them would move the columns. One thread.
 */
public final class UnixFormat implements ListFormat {

    /** Older entries, and those of the future, show the year instead of the time. */
    private static final Duration RECENT = Duration.ofDays(180);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private static final String[] MONTHS =
            {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    private static final String LETTERS = "rwxrwxrwx";
    private static final byte[] OWNERS = "   1 ftp      ftp      ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIRECTORY_OWNERS = "   2 ftp      ftp      ".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE_WIDTH = 12;
    /** Other programs may give a file any time that the disk can hold; clients read a year of four digits. */
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ENGLISH);

    private final ZoneRules zone;
    private final Instant from;
    private final Instant to;
    private final SameSecond times = new SameSecond(this::time);

    /**
     * @param zone that times are shown in
     * @param now decides which entries are recent
     */
    public UnixFormat(ZoneId zone, Instant now) {
        this.zone = zone.getRules();
        this.from = now.minus(RECENT);
        this.to = now.plus(CLOCK_SKEW);
    }

    @Override
    public void write(FileEntry entry, OctetLine target) {
        permissions(target.put(kindLetter(entry)), entry.mode());
        target.put(entry.isDirectory() ? DIRECTORY_OWNERS : OWNERS).put(entry.size(), SIZE_WIDTH).put(' ')
                .put(times.text(entry.modified())).put(' ').put(entry.name());
    }

    private static char kindLetter(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case OTHER -> 'p';
        };
    }

    private static void permissions(OctetLine line, int mode) {
        for (int i = 0; i < LETTERS.length(); i++) {
            line.put((mode & (0400 >> i)) == 0 ? '-' : LETTERS.charAt(i));
        }
    }

    private String time(Instant modified) {
        var text = new StringBuilder();
        var seconds = Math.clamp(modified.getEpochSecond(), FIRST, LAST);
        var shown = LocalDateTime.ofEpochSecond(seconds, 0, zone.getOffset(Instant.ofEpochSecond(seconds)));
        text.append(MONTHS[shown.getMonthValue() - 1]).append(' ');
        twoDigits(text, shown.getDayOfMonth());
        if (modified.isAfter(from) && modified.isBefore(to)) {
            text.append(' ');
            twoDigits(text, shown.getHour());
            text.append(':');
            twoDigits(text, shown.getMinute());
        } else {
            text.append("  ").append(year(shown));
        }
        return text.toString();
    }

    private static String year(LocalDateTime time) {
        return time.getYear() >= 1000 && time.getYear() <= 9999 ? Integer.toString(time.getYear()) : YEAR.format(time);
    }

    private static void twoDigits(StringBuilder line, int number) {
        line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
