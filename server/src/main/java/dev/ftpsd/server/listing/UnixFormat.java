package dev.ftpsd.server.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.ftpsd.storage.FileEntry;

/**
 * LIST as {@code ls -l} shows it, which is what every client's parser expects: {@code drwxr-x---   2 ftp      ftp
 * 4096 Nov 21 10:00 name}. Month names are English whatever the machine's locale is; owner and group are constant words, since
 * the accounts of the machine are nobody's business and blanks in them would move the columns.
 */
public final class UnixFormat implements ListFormat {

    /** Older entries, and those of the future, show the year instead of the time. */
    private static final Duration RECENT = Duration.ofDays(180);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final DateTimeFormatter withTime;
    private final DateTimeFormatter withYear;
    private final Instant now;

    /**
     * @param zone that times are shown in
     * @param now decides which entries are recent
     */
    public UnixFormat(ZoneId zone, Instant now) {
        this.withTime = DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ENGLISH).withZone(zone);
        this.withYear = DateTimeFormatter.ofPattern("MMM dd  uuuu", Locale.ENGLISH).withZone(zone);
        this.now = now;
    }

    @Override
    public String line(FileEntry entry) {
        return "%c%s %3d ftp      ftp      %12d %s %s".formatted(kindLetter(entry), permissions(entry.mode()),
                entry.isDirectory() ? 2 : 1, entry.size(), time(entry.modified()), entry.name());
    }

    private static char kindLetter(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case OTHER -> 'p';
        };
    }

    private static String permissions(int mode) {
        var letters = "rwxrwxrwx".toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if ((mode & (0400 >> i)) == 0) {
                letters[i] = '-';
            }
        }
        return new String(letters);
    }

    private String time(Instant modified) {
        var recent = modified.isAfter(now.minus(RECENT)) && modified.isBefore(now.plus(CLOCK_SKEW));
        return (recent ? withTime : withYear).format(modified);
    }
}
