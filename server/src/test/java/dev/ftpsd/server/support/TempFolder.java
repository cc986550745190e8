package dev.ftpsd.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for what JUnit makes no {@code TempDir} for: fields of classes, and what a fuzzer calls. */
public final class TempFolder {

    private TempFolder() {}

    /** Makes one, which goes with the process. */
    public static Path make(String prefix) throws IOException {
        var folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
