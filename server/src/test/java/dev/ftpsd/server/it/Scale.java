package dev.ftpsd.server.it;

import java.time.Duration;
import java.util.Locale;

/** How much the tests move: little in a build, more by system properties, and what came of it as a line to read. */
final class Scale {

    private Scale() {}

    /** Bytes of the one large file: {@code -Dftpsd.it.size=1GiB}, 64 MiB without. */
    static long largeFile() {
        var size = System.getProperty("ftpsd.it.size", "64MiB");
        var number = Long.parseLong(size.substring(0, size.length() - 3));
        return switch (size.substring(size.length() - 3)) {
            case "GiB" -> number << 30;
            case "MiB" -> number << 20;
            default -> throw new IllegalArgumentException("ftpsd.it.size takes 64MiB or 1GiB, not " + size);
        };
    }

    /** Small files of a mirror: {@code -Dftpsd.it.files=1000}, 200 without. */
    static int smallFiles() {
        return Integer.getInteger("ftpsd.it.files", 200);
    }

    /** Sessions of a crowd, every tenth of which transfers: {@code -Dftpsd.it.sessions=10000}, 300 without. */
    static int sessions() {
        return Integer.getInteger("ftpsd.it.sessions", 300);
    }

    /** Files over one control connection: {@code -Dftpsd.it.bound=1000}, 50 without. */
    static int boundFiles() {
        return Integer.getInteger("ftpsd.it.bound", 50);
    }

    /** Prints how long something took, and how many megabytes of 10^6 bytes a second that is. */
    static void say(String what, long bytes, Duration time) {
        System.out.printf(Locale.ROOT, "figure: %s: %d bytes, %.2f s, %.1f MB/s%n", what, bytes,
                time.toMillis() / 1e3, bytes / 1e3 / Math.max(1, time.toMillis()));
    }
}
