package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** Tells Log4j where its configuration is, before the first logger is made. */
final class Logging {

    private static final String PROPERTY = "log4j2.configurationFile";

    private Logging() {}

    /** Uses {@code log4j2.xml} of the folder; without one the same file, as it is inside the program, holds. */
    static void configure(Path folder) {
        var file = folder.resolve("log4j2.xml");
        if (System.getProperty(PROPERTY) == null && Files.isReadable(file)) {
            System.setProperty(PROPERTY, file.toUri().toString());
        }
    }
}
