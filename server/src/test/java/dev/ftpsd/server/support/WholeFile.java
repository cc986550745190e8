package dev.ftpsd.server.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that somebody watches: who looks finds the old text or the new one, and never half of it. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes it beside its place, and moves it there. */
    public static Path put(Path file, String text) throws IOException {
        var beside = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
