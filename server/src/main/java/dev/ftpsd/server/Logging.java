package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.ftpsd.server.config.LogFile;
import dev.ftpsd.server.config.yaml.Quoted;

/** Tells Log4j where its configuration is, before the first logger is made. */
final class Logging {

    private static final String PROPERTY = "log4j2.configurationFile";
    private static final String LAYOUT = "ftpsd.log";

    private Logging() {}

    /**
     * Uses {@code log4j2.xml} of the folder; without one, and in the place of one that is broken, the same file holds as it is
     * inside the program. A server is worth more than its log, and a mute one less than both.
     *
     * @return what is wrong with the file and with FTPSD_LOG, a line each, to be logged
     */
    static List<String> configure(Path folder) {
        var mistakes = new ArrayList<String>();
        layout(mistakes);
        var file = folder.resolve(LogFile.NAME);
        if (System.getProperty(PROPERTY) != null || !Files.exists(file)) {
            return mistakes;
        }
        var problem = LogFile.problem(folder);
        problem.ifPresent(words -> mistakes.add(words + ". The built-in one holds until the next start"));
        if (problem.isEmpty()) {
            System.setProperty(PROPERTY, file.toUri().toString());
        }
        return mistakes;
    }

    /** The words of FTPSD_LOG, which bin/ftpsd hands on, in either case. */
    private static void layout(List<String> mistakes) {
        var wanted = System.getProperty(LAYOUT, "line");
        var word = wanted.toLowerCase(Locale.ROOT);
        System.setProperty(LAYOUT, word);
        if (!word.equals("line") && !word.equals("json")) {
            mistakes.add("FTPSD_LOG: " + Quoted.of(wanted) + " is no form of the log: write line or json; line holds");
        }
    }
}
